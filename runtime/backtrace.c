/* Where a thread is. It is asked by a signal, when a report is written, and tells from the handler; system
 * calls that would fail by that are left alone. Threads are asked one at a time, by the runner's.
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

enum { PATIENCE = 1000 }; /* ms: the machine may be busy */

/* The question, and who may change it: ASKED from NOBODY and NOBODY from ASKED or ANSWERED by the runner,
 * WRITING from ASKED by the thread asked, by compare-and-swap: an answer that is late is none; ANSWERED
 * from WRITING by that thread. */
static _Atomic uint32_t state;
enum { NOBODY, ASKED, WRITING, ANSWERED };
static struct valdi__trace answer;
static int signal_number; /* 0: not chosen yet */

/* ---- the thread that is asked ---- */

struct walk {
    uint64_t from; /* frames above are the handler's */
    bool begun;
};

static _Unwind_Reason_Code write_frame(struct _Unwind_Context *context, void *argument) {
    struct walk *walk = argument;
    uint64_t address = _Unwind_GetIP(context);
    walk->begun = walk->begun || address == walk->from;
    if (walk->begun && address && answer.count < VALDI__FRAMES)
        answer.frames[answer.count++] = address;
    return answer.count < VALDI__FRAMES ? _URC_NO_REASON : _URC_END_OF_STACK;
}

static void tell(int number, siginfo_t *info, void *context) {
    (void)number, (void)info;
    uint32_t asked = ASKED;
    int error = errno;
    if (!atomic_compare_exchange_strong(&state, &asked, WRITING))
        return;
    struct walk walk = {.from = ((const ucontext_t *)context)->uc_mcontext.gregs[REG_RIP]};
    answer.count = 0;
    _Unwind_Backtrace(write_frame, &walk);
    atomic_store(&state, ANSWERED);
    syscall(SYS_futex, &state, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1, NULL, NULL, 0);
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

/* In these very bytes, by which unwinders know the end of a handler. */
__asm__(".text\n"
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

uint64_t valdi__backtrace_signals(void) {
    return signal_number ? 1ull << (signal_number - 1) : 0;
}

/* ---- the runner ---- */

static uint32_t last_asked; /* a thread */

/* Whether the thread lets the signal through. One that has just answered may be in the handler still. */
static bool lets_signal_through(uint32_t thread) {
    char path[64], text[4096];
    uint64_t deadline = valdi__clock_now() + PATIENCE * 1000000ull;
    snprintf(path, sizeof path, "/proc/self/task/%u/status", thread);
    for (;;) {
        valdi__file_read(path, text, sizeof text);
        const char *blocked = strstr(text, "SigBlk:");
        if (!blocked || !strstr(text, "TracerPid:\t0\n"))
            return false; /* a debugger would stop there, and can tell by itself */
        if (!(strtoull(blocked + strlen("SigBlk:"), NULL, 16) & 1ull << (signal_number - 1)))
            return true;
        if (thread != last_asked || valdi__clock_now() > deadline)
            return false;
        sched_yield();
    }
}

/* Whether the thread can be asked, and no system call of it notices. */
static bool may_ask(uint32_t thread) {
    struct valdi__wait wait;
    struct stat status;
    if (!lets_signal_through(thread))
        return false;
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
        return !fstat((int)wait.arguments[0], &status) && !S_ISSOCK(status.st_mode);
    default: /* So do poll, nanosleep and others, whatever the handler's flags; write ends with what is written */
        return false;
    }
}

static bool wait_while(uint32_t value, unsigned milliseconds) {
    uint64_t deadline = valdi__clock_now() + milliseconds * 1000000ull;
    struct timespec until = {.tv_sec = deadline / 1000000000, .tv_nsec = deadline % 1000000000};
    while (atomic_load(&state) == value)
        if (syscall(SYS_futex, &state, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, value, &until, NULL,
                    FUTEX_BITSET_MATCH_ANY) &&
            errno == ETIMEDOUT)
            return false;
    return true;
}

void valdi__backtrace(uint32_t thread, struct valdi__trace *trace) {
    trace->count = 0;
    if (!thread || atomic_load(&state) != NOBODY || valdi__is_traced() || !install() || !may_ask(thread))
        return;
    atomic_store(&state, ASKED);
    last_asked = thread;
    if (!syscall(SYS_tgkill, getpid(), thread, signal_number)) {
        wait_while(ASKED, PATIENCE);
        wait_while(WRITING, PATIENCE);
    }
    uint32_t asked = ASKED;
    if (atomic_compare_exchange_strong(&state, &asked, NOBODY) || asked != ANSWERED)
        return; /* whoever is lost in WRITING was the last to be asked */
    *trace = answer;
    atomic_store(&state, NOBODY);
}
