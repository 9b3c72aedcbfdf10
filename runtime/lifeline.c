/* What becomes of a process that is held when that of its runner ends: who stands there ends too. */
#include "runtime.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The signal by which the kernel tells a child of the runner's thread that that has ended; 0: it does not. */
static int lifeline;
static volatile sig_atomic_t is_orphan; /* it has told */

static const struct valdi__control *held; /* the order that this process is held to, or NULL */
static uint32_t own;                      /* the starter whose process it is */

void valdi__lifeline_watch(const struct valdi__control *control, uint32_t index, int number) {
    held = control;
    own = index;
    if (number && getppid() == (pid_t)control->runner && !prctl(PR_SET_PDEATHSIG, number) &&
        getppid() == (pid_t)control->runner)
        lifeline = number;
}

void valdi__lifeline_cut(void) {
    held = NULL;
    lifeline = 0;
}

/* Whether the calling thread lets the signal through; asked of the kernel now and then, as that takes
 * time. */
static bool lets_through(void) {
    enum { BETWEEN = 16 };
    static _Thread_local bool lets;
    static _Thread_local unsigned char count;
    uint64_t held_back = 0;
    if (count++ % BETWEEN == 0)
        lets = !syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, &held_back, sizeof held_back) &&
               !(held_back & 1ull << (lifeline - 1));
    return lets;
}

bool valdi__lifeline_tells(const struct valdi__control *control) {
    if (!control->is_guest)
        return true;
    if (is_orphan)
        valdi__lifeline_look(control);
    return lifeline && lets_through();
}

void valdi__lifeline_signal(void) {
    is_orphan = 1;
    for (uint32_t i = 0; held && i < held->starter_count; i++) {
        const struct valdi__gate *gate = valdi__control_gate(held, i);
        enum valdi__turn turn = valdi__gate_turn(gate);
        if (valdi__control_role(held, i)->process == own && atomic_load(&gate->thread) &&
            (turn == VALDI__STANDING || turn == VALDI__ASKING))
            valdi__lifeline_look(held);
    }
}

/* Nobody is left to let go whoever stands. */
void valdi__lifeline_look(const struct valdi__control *control) {
    char line[256];
    bool has_parent =
        !lifeline || getppid() == (pid_t)control->runner; /* which may still be on its way out */
    if (has_parent && !valdi__control_is_orphan(control))
        return;
    snprintf(line, sizeof line, "valdi: %s: the runner's process is gone; ending\n",
             program_invocation_short_name);
    valdi__report_print(line);
    _exit(EXIT_FAILURE);
}
