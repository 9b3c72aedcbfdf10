/* What an armed site calls. Returns nothing, never fails, keeps errno, takes no lock. */
#include "runtime.h"

#include <errno.h>
#include <signal.h>

_Thread_local struct valdi__self valdi__self __attribute__((tls_model("initial-exec")));

bool valdi__starter_awaits(const struct valdi__self *self, uint32_t point, uint32_t nth) {
    const struct valdi__gate *gate = self->gate;
    return atomic_load_explicit(&gate->turn, memory_order_relaxed) == VALDI__MOVING &&
           gate->awaited_point == point && (!gate->awaited_nth || gate->awaited_nth == nth);
}

void valdi__starter_stop(const struct valdi__self *self, uint32_t point, const struct valdi_site *site) {
    self->gate->at_point = point;
    self->gate->at_site = (uintptr_t)site;
    valdi__gate_park(self->control, self->gate);
}

/* A site may be points of the order under up to three spellings. It is one hit of each, and stops the starter
 * once at most. */
static void starter_hit(const struct valdi__self *self, const struct valdi_site *site) {
    const uint32_t points[] = {site->point_by_symbol, site->point_by_name, site->point_by_signature};
    uint32_t reached = VALDI__NO_POINT;
    for (int i = 0; i < 3; i++) {
        if (points[i] == VALDI__NO_POINT || points[i] > self->control->point_count)
            continue;
        uint32_t nth = ++*valdi__control_hits(self->control, points[i], self->index);
        if (valdi__starter_awaits(self, points[i], nth))
            reached = points[i];
    }
    if (reached != VALDI__NO_POINT)
        valdi__starter_stop(self, reached, site);
}

static bool on_signal_stack(void) {
    stack_t stack;
    return !sigaltstack(NULL, &stack) && (stack.ss_flags & SS_ONSTACK);
}

/* Whether frame is on top of Valdi's own code. If that is gone instead - a signal handler jumped out of a
 * hook - the starter stands still here until it is let go. Stacks grow down. */
static bool is_nested(struct valdi__self *self, const void *frame) {
    if (!self->inside)
        return false;
    if (frame < self->inside || on_signal_stack())
        return true;
    self->inside = frame;
    valdi__gate_enter(self->control, self->gate);
    return false;
}

/* Only a starter's own thread gets to the control block, and that is joined before the block is freed. In
 * a child that was made behind fork's back the block reads as zeros: it has no points. */
__attribute__((noinline)) static void hit(struct valdi_site *site) {
    struct valdi__self *self = &valdi__self;
    int error = errno;
    if (!self->control) {
        __atomic_fetch_add(&site->hits_by_others, 1, __ATOMIC_RELAXED);
    } else if (self->control->point_count && !is_nested(self, __builtin_frame_address(0))) {
        self->inside = __builtin_frame_address(0);
        starter_hit(self, site);
        self->inside = NULL;
    }
    errno = error;
}

VALDI_API __attribute__((preserve_most)) void __valdi_hit(struct valdi_site *site);

void __valdi_hit(struct valdi_site *site) {
    hit(site);
}
