/* Runs a program and waits: for its end, for the end of its time, or for the user to have had enough. Signals are taken
 * one at a time where they are waited for; those that were ignored before stay so. */
#include "watch.h"

#include "../../runtime/runtime.h"
#include "stuck.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* How signals were taken before. */
struct signals {
    sigset_t mask;
    void (*child)(int);
};

static const int wanted[] = {SIGCHLD, SIGINT, SIGTERM, SIGHUP, SIGQUIT};

static sigset_t wanted_set(void) {
    sigset_t set;
    sigemptyset(&set);
    for (unsigned i = 0; i < sizeof wanted / sizeof *wanted; i++)
        sigaddset(&set, wanted[i]);
    return set;
}

/* Who ignores SIGCHLD is not told how a child ended. */
static struct signals hold_signals(void) {
    struct signals before;
    sigset_t set = wanted_set();
    sigprocmask(SIG_BLOCK, &set, &before.mask);
    before.child = signal(SIGCHLD, SIG_DFL);
    return before;
}

static void restore_signals(const struct signals *before) {
    signal(SIGCHLD, before->child);
    sigprocmask(SIG_SETMASK, &before->mask, NULL);
}

/* The program does not outlive this process, however that ends. Why it cannot be executed goes to the descriptor. */
static void execute_program(char *const program[], const struct signals *before, int parent, int failure) {
    restore_signals(before);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(127);
    execvp(program[0], program);
    int error = errno;
    if (write(failure, &error, sizeof error) < 0)
        _exit(126);
    _exit(127);
}

/* The program's process; -1 if it cannot be run, errno says why. */
static pid_t begin(char *const program[], bool spares_stdout, const struct signals *before) {
    int failure[2], error = 0, parent = getpid();
    if (pipe2(failure, O_CLOEXEC))
        return -1;
    pid_t process = fork();
    if (!process) {
        if (spares_stdout)
            dup2(STDERR_FILENO, STDOUT_FILENO);
        execute_program(program, before, parent, failure[1]);
    }
    close(failure[1]);
    bool failed = process > 0 && read(failure[0], &error, sizeof error) == sizeof error;
    close(failure[0]);
    if (failed)
        waitpid(process, NULL, 0);
    errno = failed ? error : errno;
    return failed ? -1 : process;
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* The next signal that is wanted; 0 at the end of the time. */
static int await_signal(uint64_t end) {
    sigset_t set = wanted_set();
    int number;
    do {
        uint64_t time = now(), left = end > time ? end - time : 0;
        struct timespec most = {left / 1000000000, left % 1000000000};
        number = end ? sigtimedwait(&set, NULL, &most) : sigwaitinfo(&set, NULL);
    } while (number < 0 && errno == EINTR);
    return number < 0 ? 0 : number;
}

/* The same, but the program is looked at now and then: what the user sends from a terminal is sent to it, too, and it may
 * be gone when it would be looked at. A deadlock lasts. */
static int await_signal_beside(pid_t process, uint64_t end, struct ending *ending) {
    enum { BETWEEN_LOOKS = 500 * 1000 * 1000 /* ns */ };
    for (;;) {
        uint64_t next = now() + BETWEEN_LOOKS;
        int number = await_signal(end && end < next ? end : next);
        if (number || (end && now() >= end))
            return number;
        ending->was_stuck = ending->was_stuck || stuck_find(process);
    }
}

/* Whether it was ended by what the user has sent to both. */
static bool was_stopped(int status) {
    return WIFSIGNALED(status) && await_signal(1) == WTERMSIG(status);
}

static void await_end(pid_t process, unsigned seconds, struct ending *ending) {
    uint64_t end = seconds ? now() + seconds * UINT64_C(1000000000) : 0;
    while (!waitpid(process, &ending->status, WNOHANG)) {
        int number = await_signal_beside(process, end, ending);
        if (number == SIGCHLD)
            continue;
        ending->was_late = !number;
        ending->was_stopped = number;
        if (number)
            signal(number, SIG_IGN); /* once is enough: what has been recorded is to be kept */
        ending->was_stuck = ending->was_stuck || stuck_find(process);
        valdi__family_kill(process);
        waitpid(process, &ending->status, 0);
        return;
    }
    ending->was_stopped = was_stopped(ending->status);
}

bool watch_program(char *const program[], unsigned seconds, bool spares_stdout, struct ending *ending) {
    *ending = (struct ending){.status = 0};
    fflush(stdout);
    struct signals before = hold_signals();
    pid_t process = begin(program, spares_stdout, &before);
    if (process < 0)
        fprintf(stderr, "valdi: %s: %s\n", program[0], strerror(errno));
    else
        await_end(process, seconds, ending);
    restore_signals(&before);
    return process >= 0;
}
