/* What an armed site calls. Returns nothing, never fails, keeps errno, takes no lock. */
#include "entrance.h"
#include "runtime.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

VALDI_API void __valdi_lock(void);
VALDI_API bool __valdi_is_ahead(void);

_Thread_local struct valdi__self valdi__self __attribute__((tls_model("initial-exec")));

/* Whether that is one of the starter's checkpoints in a partial order. */
static bool is_constrained(const struct valdi__self *self, uint32_t point, uint32_t nth) {
    const struct valdi__role *role = valdi__control_role(self->control, self->index);
    uint32_t i = role->first_step, end = i + role->own_steps;
    for (; i < end; i++) {
        const struct valdi__step *step = valdi__control_step(self->control, i);
        if (step->point == point && step->nth == nth)
            return true;
    }
    return false;
}

/* The point first: the runner may be writing both now, if it saw this starter asleep, and that has woken
 * since. */
bool valdi__starter_awaits(const struct valdi__self *self, uint32_t point, uint32_t nth) {
    const struct valdi__gate *gate = self->gate;
    if (self->control->is_partial)
        return is_constrained(self, point, nth);
    if (atomic_load_explicit(&gate->awaited_point, memory_order_acquire) != point)
        return false;
    uint32_t awaited_nth = atomic_load_explicit(&gate->awaited_nth, memory_order_relaxed);
    return !awaited_nth || awaited_nth == nth;
}

void valdi__starter_stop(const struct valdi__self *self, uint32_t point, const struct valdi_site *site,
                         bool arrived) {
    self->gate->at_point = point;
    self->gate->at_site = (uintptr_t)site;
    self->gate->arrived = arrived;
    valdi__gate_park(self->control, self->gate);
}

/* Whether its hits count: once it is let go for good they do not. */
static bool is_held(enum valdi__turn turn) {
    return turn == VALDI__MOVING || turn == VALDI__BLOCKED;
}

/* Tries the predicate; in another process than the test's, the runner does. */
static bool try_predicate(const struct valdi__self *self, uint32_t number, const valdi_hit *hit) {
    const struct valdi__point *point = valdi__control_point(self->control, number);
    int (*when)(const valdi_hit *, void *) = (int (*)(const valdi_hit *, void *))(uintptr_t)point->when;
    return self->control->is_guest ? valdi__question_ask(self, number, hit)
                                   : when(hit, (void *)(uintptr_t)point->argument);
}

/* Whether a point's condition holds. Only its starter tests it; nobody else's hits count. */
static bool holds(const struct valdi__self *self, uint32_t number, const valdi_hit *hit, const void *at) {
    const struct valdi__point *point = valdi__control_point(self->control, number);
    if (!point->when && point->inside == VALDI__NO_POINT)
        return true;
    return point->starter == self->index &&
           (point->inside == VALDI__NO_POINT ||
            (self->nesting && valdi__nesting_has(self->nesting, point->inside, at))) &&
           (!point->when || try_predicate(self, number, hit));
}

/* Counts the hit for each point that the site is. Returns the one that stops the starter, if any. */
static uint32_t count_hit(const struct valdi__self *self, const valdi_hit *hit, const uint32_t *points,
                          const void *at) {
    uint32_t reached = VALDI__NO_POINT;
    for (; *points; points++) {
        const struct valdi__point *point = valdi__control_point(self->control, *points);
        if (point->kind >= VALDI__TRACKED || !holds(self, *points, hit, at))
            continue;
        uint32_t nth = ++*valdi__control_hits(self->control, *points, self->index);
        if (valdi__starter_awaits(self, *points, nth))
            reached = *points;
    }
    return reached;
}

/* Keeps account of where the starter is; tells what a function it leaves was called with. */
static void track(const struct valdi__self *self, valdi_hit *hit, const uint32_t *points, const void *at) {
    static const uint64_t unknown[VALDI_VALUES];
    for (; *points; points++) {
        if (valdi__control_point(self->control, *points)->kind != VALDI__TRACKED)
            continue;
        if (hit->site->kind == VALDI_BEFORE)
            valdi__nesting_enter(self->nesting, *points, hit->site, at,
                                 hit->arguments ? hit->arguments : unknown);
        else
            hit->arguments = valdi__nesting_leave(self->nesting, *points, at);
        atomic_store_explicit(&self->gate->inside_site, (uintptr_t)valdi__nesting_top(self->nesting),
                              memory_order_relaxed);
    }
}

/* Writes down which lock is asked for. Whether the site is for that alone, and none of the order's. */
static bool note_lock(const struct valdi__self *self, const valdi_hit *hit, const uint32_t *points) {
    bool alone = true, asks = false;
    for (; *points; points++) {
        bool locking = valdi__control_point(self->control, *points)->kind == VALDI__LOCKING;
        asks |= locking;
        alone &= locking;
    }
    if (asks && hit->arguments) {
        struct valdi__locks *locks = valdi__control_locks(self->control, self->index);
        uint64_t i = locks->count++ % VALDI__LOCKS;
        locks->last[i].address = hit->arguments[0];
        locks->last[i].site = (uintptr_t)hit->site;
    }
    return alone;
}

/* A site may be several points of the order. It stops the starter once at most, and one that has slept
 * while it was not its turn in any case. Whoever is inside a function has passed the point before it, and
 * not reached the point after it. */
static void starter_hit(const struct valdi__self *self, valdi_hit *hit, const void *at) {
    const uint32_t *points =
        (const uint32_t *)(uintptr_t)__atomic_load_n(&hit->site->points, __ATOMIC_RELAXED);
    if (!points)
        return; /* only another site of the function is armed, or this one was disarmed meanwhile */
    if (hit->site->kind == VALDI_LANDING) {
        if (self->nesting)
            valdi__nesting_land(self->nesting, hit->site, at);
        return;
    }
    if (self->control->is_conditional && note_lock(self, hit, points))
        return;
    if (self->nesting && hit->site->kind == VALDI_AFTER)
        track(self, hit, points, at);
    uint32_t reached = count_hit(self, hit, points, at);
    if (self->nesting && hit->site->kind == VALDI_BEFORE)
        track(self, hit, points, at);
    if (reached != VALDI__NO_POINT)
        valdi__starter_stop(self, reached, hit->site, true);
    else if (valdi__gate_turn(self->gate) == VALDI__BLOCKED)
        valdi__starter_stop(self, *points, hit->site, false);
}

/* A starter that runs ahead of its turn goes no further than to a lock: it may be somebody else's turn to have that. */
void __valdi_lock(void) {
    struct valdi__self *self = &valdi__self;
    int error = errno;
    if (self->control && !self->inside && valdi__gate_turn(self->gate) == VALDI__BLOCKED) {
        self->inside = __builtin_frame_address(0);
        valdi__starter_stop(self, VALDI__NO_POINT, NULL, false);
        self->inside = NULL;
    }
    errno = error;
}

/* Whether it runs ahead of its turn. */
bool __valdi_is_ahead(void) {
    const struct valdi__self *self = &valdi__self;
    return self->control && !self->inside && valdi__gate_turn(self->gate) == VALDI__BLOCKED;
}

/* ---- the call ---- */

/* The words a hit brings, at most VALDI_VALUES. registers has VALDI_VALUES_DIRECT of them, or one less and
 * the address of the rest. Returns words, or NULL if it brings none. */
static const uint64_t *collect(const struct valdi_site *site, const uint64_t *registers, uint64_t *words) {
    enum { LAST = VALDI_VALUES_DIRECT - 1 };
    enum valdi_text place = site->kind == VALDI_AFTER ? VALDI_RESULT_TEXT : VALDI_ARGUMENTS;
    const char *values = valdi_site_text(VALDI_TEXTS(site), place);
    unsigned count = site->flags & VALDI_UNWOUND ? 0 : valdi__hit_brought(values);
    memset(words, 0, VALDI_VALUES * sizeof *words);
    memcpy(words, registers, (count > VALDI_VALUES_DIRECT ? LAST : count) * sizeof *words);
    if (count > VALDI_VALUES_DIRECT)
        memcpy(words + LAST, (const void *)(uintptr_t)registers[LAST], (count - LAST) * sizeof *words);
    return count ? words : NULL;
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

/* Not what Valdi's own code calls. */
static void record(const struct valdi__self *self, const struct valdi_site *site, const uint64_t *registers,
                   const void *at) {
    uint64_t words[VALDI_VALUES];
    if (self->inside && at < self->inside)
        return;
    const uint64_t *known = collect(site, registers, words);
    enum valdi_text place = site->kind == VALDI_AFTER ? VALDI_RESULT_TEXT : VALDI_ARGUMENTS;
    valdi__recorder_hit(site, words,
                        known ? valdi__hit_brought(valdi_site_text(VALDI_TEXTS(site), place)) : 0);
}

/* Only a starter's own thread gets to the control block, and that is joined before the block is freed. In
 * a child that was made behind fork's back the block reads as zeros: it has no points. */
void valdi__hit_take(struct valdi_site *site, const uint64_t *registers) {
    struct valdi__self *self = &valdi__self;
    const void *at = __builtin_frame_address(0);
    int error = errno;
    if (site->recorded == VALDI_SITE_RECORDED)
        record(self, site, registers, at);
    if (!self->control) {
        __atomic_fetch_add(&site->hits_by_others, 1, __ATOMIC_RELAXED);
    } else if (self->control->point_count && !is_nested(self, at) && is_held(valdi__gate_turn(self->gate))) {
        uint64_t words[VALDI_VALUES];
        valdi_hit hit;
        self->inside = at;
        hit.site = site;
        hit.arguments = hit.result = NULL;
        hit.process = 0;
        hit.text = NULL;
        if (self->control->is_conditional)
            *(site->kind == VALDI_AFTER ? &hit.result : &hit.arguments) = collect(site, registers, words);
        starter_hit(self, &hit, at);
        if (hit.text)
            free(hit.text);
        self->inside = NULL;
    }
    errno = error;
}

VALDI__ENTRANCE(valdi__hit_take)
