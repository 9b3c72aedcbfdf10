/* Where a thread is. It is asked by a signal, when a report is written, and tells from the handler; system
 * calls that would fail by that are left alone. Threads are asked one at a time, by the runner's; those of
 * other processes, which have the handler since they joined, tell through the control block.
 *
 * The handler is installed past libc, so that sanitizers do not put it off. */
#include "runtime.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>
#include <unwind.h>

enum { PATIENCE = 1000 /* ms: the machine may be busy */, SLICES = 10 };

/* The state of the question, and who may change it: ASKED, with the number of the thread, from NOBODY and
 * NOBODY from that or ANSWERED by the runner, WRITING from ASKED by the thread asked, by compare-and-swap:
 * an answer that is late is none, not another's; ANSWERED from WRITING by that thread. */
enum { NOBODY, ASKED, WRITING, ANSWERED, STATES };
static struct valdi__answer own;
static struct valdi__answer *desk = &own; /* where this process's threads answer */
static int signal_number;                 /* 0: not chosen yet */

static uint32_t asked_of(uint32_t thread) {
    return thread * STATES + ASKED;
}

/* ---- the thread that is asked ---- */

struct walk {
    uint64_t from; /* frames above are the handler's */
    bool begun;
    uint32_t count;
};

static _Unwind_Reason_Code write_frame(struct _Unwind_Context *context, void *argument) {
    struct walk *walk = argument;
    uint64_t address = _Unwind_GetIP(context);
    walk->begun = walk->begun || address == walk->from;
    if (walk->begun && address && walk->count < VALDI__FRAMES)
        desk->frames[walk->count++] = address;
    return walk->count < VALDI__FRAMES ? _URC_NO_REASON : _URC_END_OF_STACK;
}

static void tell(int number, siginfo_t *info, void *context) {
    (void)number, (void)info;
    uint32_t asked = asked_of(gettid());
    int error = errno;
    if (!atomic_compare_exchange_strong(&desk->state, &asked, WRITING)) {
        valdi__lifeline_signal(); /* nobody asks: the runner is gone, perhaps */
        errno = error;
        return;
    }
    struct walk walk = {.from = ((const ucontext_t *)context)->uc_mcontext.gregs[REG_RIP]};
    _Unwind_Backtrace(write_frame, &walk);
    desk->count = walk.count;
    atomic_store(&desk->state, ANSWERED);
    syscall(SYS_futex, &desk->state, FUTEX_WAKE, 1, NULL, NULL, 0);
    errno = error;
}

/* ---- the handler ---- */

/* As the kernel has it. */
struct action {
    void (*handler)(int, siginfo_t *, void *);
    unsigned long flags;
    void (*restorer)(void);
    uint64_t mask;
};

/* In these very bytes, by which unwinders know the end of a handler, if they have no other record of it:
 * as they look one byte before it, that must not be the last of another function. */
__asm__(".text\n"
        "    nop\n"
        ".type valdi__signal_return, @function\n"
        "valdi__signal_return:\n"
        "    movq $15, %rax\n"
        "    syscall\n"
        ".size valdi__signal_return, . - valdi__signal_return\n");
void valdi__signal_return(void) __attribute__((visibility("hidden")));

static bool get_action(int number, struct action *action) {
    return !syscall(SYS_rt_sigaction, number, NULL, action, sizeof action->mask);
}

/* A real-time signal that nobody uses. */
static bool install(void) {
    enum { WITH_RESTORER = 0x04000000 };
    struct action action;
    if (signal_number && get_action(signal_number, &action) && action.handler == tell)
        return true;
    for (signal_number = SIGRTMAX; signal_number >= SIGRTMIN; signal_number--) {
        if (!get_action(signal_number, &action) || (void *)action.handler != (void *)SIG_DFL)
            continue;
        action = (struct action){.handler = tell,
                                 .flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK | WITH_RESTORER,
                                 .restorer = valdi__signal_return};
        return !syscall(SYS_rt_sigaction, signal_number, &action, NULL, sizeof action.mask);
    }
    return false;
}

int valdi__backtrace_join(struct valdi__control *control) {
    desk = &valdi__control_state(control)->answer;
    return install() ? signal_number : 0;
}

/* By which the threads of a starter's process, or of this one, can be asked; 0: they cannot. */
static int signal_of(const valdi_runner *runner, uint32_t process) {
    if (process == (uint32_t)getpid())
        return signal_number;
    for (uint32_t i = 0; runner->starters[i]; i++) {
        const valdi_starter *starter = runner->starters[i];
        uint32_t number = atomic_load(&valdi__control_gate(runner->control, i)->signal);
        if (valdi__process_of(starter) == starter && valdi__process_number(starter) == process &&
            number >= (uint32_t)SIGRTMIN && number <= (uint32_t)SIGRTMAX)
            return (int)number;
    }
    return 0;
}

uint64_t valdi__backtrace_signals(const valdi_runner *runner, uint32_t process) {
    int number = signal_of(runner, process);
    return number ? 1ull << (number - 1) : 0;
}

/* ---- the runner ---- */

static uint32_t last_asked; /* a thread */

/* Whether the thread lets the signal through, to the handler. One that has just answered may be in that
 * still. A program that was executed since has none, and would die. */
static bool lets_signal_through(uint32_t thread, int number) {
    uint64_t deadline = valdi__clock_now() + PATIENCE * 1000000ull, bit = 1ull << (number - 1);
    for (;;) {
        if (!(valdi__process_signals(thread, VALDI__CAUGHT) & bit) || valdi__process_tracer(thread))
            return false; /* a debugger would stop there, and can tell by itself */
        if (!(valdi__process_signals(thread, VALDI__HELD_BACK) & bit))
            return true;
        if (thread != last_asked || valdi__clock_now() > deadline)
            return false;
        sched_yield();
    }
}

/* Whether the thread can be asked, and no system call of it notices. The one at its gate does not mind. */
static bool may_ask(const struct valdi__gate *gate, uint32_t thread, int number) {
    struct valdi__wait wait;
    struct stat status;
    char path[64];
    enum valdi__turn turn = valdi__gate_turn(gate);
    if (valdi__thread_is_stopped(thread) || !lets_signal_through(thread, number))
        return false;
    if (turn == VALDI__STANDING || turn == VALDI__ASKING)
        return true;
    if (valdi__wait_sample(thread, &wait) != VALDI__SLEEPS)
        return true;
    switch (wait.call) {
    case SYS_futex:
        return !wait.arguments[3] || (wait.arguments[1] & FUTEX_CMD_MASK) == FUTEX_WAKE;
    case SYS_fcntl:
    case SYS_flock:
    case SYS_wait4:
    case SYS_waitid:
        return true;
    case SYS_read: /* of a socket that has a time limit it ends with EINTR */
        snprintf(path, sizeof path, "/proc/%u/fd/%d", thread, (int)wait.arguments[0]);
        return !stat(path, &status) && !S_ISSOCK(status.st_mode);
    default: /* So do poll, nanosleep and others, whatever the handler's flags; write ends with what is written */
        return false;
    }
}

static void wait_while_until(struct valdi__answer *answer, uint32_t value, uint64_t deadline) {
    struct timespec until = {.tv_sec = deadline / 1000000000, .tv_nsec = deadline % 1000000000};
    while (atomic_load(&answer->state) == value)
        if (syscall(SYS_futex, &answer->state, FUTEX_WAIT_BITSET, value, &until, NULL,
                    FUTEX_BITSET_MATCH_ANY) &&
            errno == ETIMEDOUT)
            return;
}

/* The time is counted in slices: a machine that stands still for a while uses up only one. */
static void wait_while(struct valdi__answer *answer, uint32_t value) {
    for (int i = 0; i < SLICES && atomic_load(&answer->state) == value; i++)
        wait_while_until(answer, value, valdi__clock_now() + PATIENCE / SLICES * 1000000ull);
}

static void ask(struct valdi__answer *answer, uint32_t process, uint32_t thread, int number,
                struct valdi__trace *trace) {
    uint32_t nobody = NOBODY, asked = asked_of(thread);
    if (!atomic_compare_exchange_strong(&answer->state, &nobody, asked))
        return;
    last_asked = thread;
    if (!syscall(SYS_tgkill, process, thread, number)) {
        wait_while(answer, asked);
        wait_while(answer, WRITING);
    }
    if (atomic_compare_exchange_strong(&answer->state, &asked, NOBODY) || asked != ANSWERED)
        return; /* whoever is lost in WRITING was the last to be asked */
    uint32_t count = __atomic_load_n(&answer->count, __ATOMIC_RELAXED); /* once: it may change */
    trace->count = count < VALDI__FRAMES ? count : VALDI__FRAMES;
    memcpy(trace->frames, answer->frames, trace->count * sizeof *trace->frames);
    atomic_store(&answer->state, NOBODY);
}

/* Nobody's thread is asked but the starter's process's. */
void valdi__backtrace(const valdi_runner *runner, uint32_t index, struct valdi__trace *trace) {
    const valdi_starter *starter = runner->starters[index];
    bool is_own = !valdi__process_of(starter);
    const struct valdi__gate *gate = valdi__control_gate(runner->control, index);
    uint32_t thread = atomic_load(&gate->thread);
    uint32_t process = is_own ? (uint32_t)getpid() : valdi__process_number(starter);
    trace->count = 0;
    if (!process || valdi__thread_process(thread) != process || (is_own && !install()))
        return;
    int number = signal_of(runner, process);
    if (number && !valdi__process_tracer(0) && may_ask(gate, thread, number))
        ask(is_own ? &own : &valdi__control_state(runner->control)->answer, process, thread, number, trace);
}
