/* Starters that are processes, from the runner's side: watched, killed, and what their end was. All that
 * is known of an end comes from the kernel: a descriptor of the process tells that it is gone, whatever it
 * did. */
#include "runtime.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

valdi_starter *valdi__process_of(const valdi_starter *starter) {
    switch (starter->kind) {
    case VALDI__FORK:
    case VALDI__EXEC:
    case VALDI__ADOPTED_PROCESS:
        return (valdi_starter *)starter;
    default:
        return starter->home;
    }
}

/* ---- its end ---- */

int valdi__process_open(uint32_t number) {
    return (int)syscall(SYS_pidfd_open, number, 0);
}

static bool has_gone(int descriptor) {
    struct pollfd gone = {.fd = descriptor, .events = POLLIN};
    return poll(&gone, 1, 0) > 0;
}

/* Whether the block was handed to the process: it maps it or, if it has executed another program since,
 * has its descriptor. */
static bool has_block(const struct valdi__control *control, uint32_t number) {
    char path[64];
    struct stat block, status;
    snprintf(path, sizeof path, "/proc/%u/fd/%d", number, control->file);
    return !fstat(control->file, &block) &&
           (valdi__mapping_has_file(number, "/memfd:valdi", block.st_ino) ||
            (!stat(path, &status) && status.st_dev == block.st_dev && status.st_ino == block.st_ino));
}

/* An adopted process is known when it has come. Who that is anybody who has the block could have written:
 * only one of those is believed. */
static bool is_known(valdi_starter *process) {
    const struct valdi__gate *gate = valdi__control_gate(process->control, process->index);
    uint32_t number = atomic_load(&gate->process);
    if (process->kind != VALDI__ADOPTED_PROCESS || process->number)
        return process->number;
    if (!atomic_load(&gate->held) || number <= 1 || number > INT32_MAX || number == (uint32_t)getpid())
        return false;
    int descriptor = valdi__process_open(number);
    if (descriptor < 0 ? errno != ESRCH : !has_block(process->control, number) && !has_gone(descriptor)) {
        if (descriptor >= 0)
            close(descriptor);
        return false;
    }
    process->number = (pid_t)number;
    process->descriptor = descriptor;
    return true;
}

uint32_t valdi__process_number(const valdi_starter *starter) {
    valdi_starter *process = valdi__process_of(starter);
    return process && !process->joined && is_known(process) ? (uint32_t)process->number : 0;
}

/* The test ignores SIGCHLD, or waits for all its children: what the kernel remembers, since Linux 6.15;
 * else -1. Whoever is waiting for it just now may not have come to an end. */
static int find_remembered(const valdi_starter *process) {
    enum { EXIT = 1 << 3, PATIENCE = 100 * 1000 * 1000 /* ns */ };
    struct {
        uint64_t mask, group;
        uint32_t numbers[11];
        int32_t status;
    } info = {0};
    uint64_t end = valdi__clock_now() + PATIENCE;
    do {
        info.mask = EXIT;
        if (process->kind == VALDI__ADOPTED_PROCESS ||
            ioctl(process->descriptor, _IOWR(0xff, 11, info), &info))
            return -1;
        if (info.mask & EXIT)
            return info.status;
    } while (valdi__clock_now() < end && !sched_yield());
    return -1;
}

/* What waitpid would tell; -1 if nobody does. An adopted process is for its parent to wait for. */
static int find_status(const valdi_starter *process) {
    const struct valdi__gate *gate = valdi__control_gate(process->control, process->index);
    int how = WEXITED | WNOHANG | (process->kind == VALDI__ADOPTED_PROCESS ? WNOWAIT : 0);
    siginfo_t info = {.si_pid = 0};
    if (!waitid(P_PIDFD, process->descriptor, &info, how) && info.si_pid)
        return info.si_code == CLD_EXITED ? W_EXITCODE(info.si_status & 0xff, 0)
                                          : info.si_status | (info.si_code == CLD_DUMPED ? WCOREFLAG : 0);
    int status = find_remembered(process);
    return status >= 0                   ? status
           : atomic_load(&gate->leaving) ? W_EXITCODE(atomic_load(&gate->status) & 0xff, 0)
                                         : -1;
}

static void take_leave(valdi_starter *starter) {
    valdi__gate_end(starter->control, valdi__control_gate(starter->control, starter->index));
    starter->joined = true;
    starter->sleeps = false;
}

/* With it all its threads are gone. */
static void collect(const valdi_runner *runner, valdi_starter *process) {
    process->status = find_status(process);
    if (process->descriptor >= 0)
        close(process->descriptor);
    process->descriptor = -1;
    take_leave(process);
    for (uint32_t i = 0; runner->starters[i]; i++)
        if (runner->starters[i]->home == process)
            take_leave(runner->starters[i]);
}

/* False at the deadline. */
static bool await_end(valdi_starter *process, uint64_t deadline) {
    struct pollfd gone = {.fd = process->descriptor, .events = POLLIN};
    for (;;) {
        uint64_t now = valdi__clock_now(), left = deadline > now ? deadline - now : 0;
        struct timespec time = {.tv_sec = left / 1000000000, .tv_nsec = left % 1000000000};
        int ready = process->descriptor < 0 ? 1 : ppoll(&gone, 1, &time, NULL);
        if (ready > 0 || !left)
            return ready > 0;
    }
}

bool valdi__process_join(const valdi_runner *runner, valdi_starter *process, uint64_t deadline) {
    if (process->joined)
        return true;
    if (!is_known(process) || !await_end(process, deadline))
        return false;
    collect(runner, process);
    return true;
}

bool valdi__process_has_ended(const valdi_runner *runner, const valdi_starter *starter) {
    valdi_starter *process = valdi__process_of(starter);
    return process && valdi__process_join(runner, process, 0);
}

/* ---- how it ended ---- */

/* By exit, or by returning: it says so before, if it is held. */
static bool has_left(const valdi_starter *process) {
    const struct valdi__gate *gate = valdi__control_gate(process->control, process->index);
    return atomic_load(&gate->leaving) || (!atomic_load(&gate->held) && WIFEXITED(process->status));
}

bool valdi__process_has_died(const valdi_starter *starter) {
    const valdi_starter *process = valdi__process_of(starter);
    return process && process->joined && (!has_left(process) || WIFSIGNALED(process->status));
}

void valdi__process_refusal(const valdi_starter *starter, char refusal[VALDI__REFUSAL]) {
    const valdi_starter *process = valdi__process_of(starter);
    *refusal = 0;
    if (process)
        memcpy(refusal, valdi__control_letter(process->control, process->index)->refusal, VALDI__REFUSAL);
    refusal[VALDI__REFUSAL - 1] = 0;
}

bool valdi__process_was_refused(const valdi_starter *starter) {
    char refusal[VALDI__REFUSAL];
    valdi__process_refusal(starter, refusal);
    return *refusal;
}

bool valdi__process_was_crashed(const valdi_starter *starter) {
    const valdi_starter *process = valdi__process_of(starter);
    if (!process || process != starter || !process->joined || process->killed)
        return false;
    if (process->status == -1) /* nobody tells; a program that was not held may have called exit */
        return process->kind != VALDI__ADOPTED_PROCESS && !has_left(process) &&
               atomic_load(&valdi__control_gate(process->control, process->index)->held);
    return process->status > 0 && (WIFSIGNALED(process->status) || !has_left(process));
}

static const char *name_signal(int number) {
    const char *name = sigabbrev_np(number);
    return name ? name : "RT";
}

void valdi__process_write_end(FILE *out, const valdi_starter *starter) {
    const valdi_starter *process = valdi__process_of(starter);
    int status = process->status;
    if (status == -1)
        fputs(has_left(process) ? "ended" : process->killed ? "was killed by the test" : "was ended", out);
    else if (WIFSIGNALED(status))
        fprintf(out, "was killed by %sSIG%s", process->killed ? "the test with " : "",
                name_signal(WTERMSIG(status)));
    else
        fprintf(out, has_left(process) ? "exited with status %d" : "called _exit(%d)", WEXITSTATUS(status));
}

/* ---- ending it ---- */

static bool is_deadly(pid_t process, int number) {
    static const int harmless[] = {SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU};
    uint64_t bit = 1ull << (number - 1), spared = 0;
    for (unsigned i = 0; i < sizeof harmless / sizeof *harmless; i++)
        if (number == harmless[i])
            return false;
    for (enum valdi__signals which = VALDI__CAUGHT; which <= VALDI__HELD_BACK; which++)
        spared |= valdi__process_signals(process, which);
    return number == SIGKILL || !(spared & bit);
}

static void send_signal(const valdi_starter *process, int number) {
    if (process->descriptor >= 0)
        syscall(SYS_pidfd_send_signal, process->descriptor, number, NULL, 0);
}

void valdi__process_destroy(const valdi_runner *runner, valdi_starter *process) {
    if (process->joined || !is_known(process))
        return;
    process->killed = true;
    send_signal(process, SIGSTOP); /* it starts nobody meanwhile */
    valdi__family_kill_children(process->number, runner);
    send_signal(process, SIGKILL);
    valdi__process_join(runner, process, valdi__clock_now() + runner->backstop);
}

/* The starter's own process, if it has one that is there; else NULL, with the error set. */
static valdi_starter *find_alive(valdi_starter *starter) {
    valdi_starter *process = starter ? valdi__process_of(starter) : NULL;
    if (!starter)
        valdi__error_set("the starter to kill is NULL");
    else if (!process)
        valdi__error_set("starter \"%s\" is a thread of the test's own process", starter->name);
    else if (!process->runner || !is_known(process))
        valdi__error_set("starter \"%s\" has no process yet", starter->name);
    else if (valdi__process_has_ended(process->runner, process))
        valdi__error_set("starter \"%s\" has ended", starter->name);
    else
        return process;
    return NULL;
}

int valdi_starter_kill(valdi_starter *starter, int number) {
    valdi_starter *process = find_alive(starter);
    if (!process)
        return -1;
    bool deadly = number > 0 && number <= SIGRTMAX && is_deadly(process->number, number);
    if (syscall(SYS_pidfd_send_signal, process->descriptor, number, NULL, 0)) {
        valdi__error_set("no signal %d for starter \"%s\": %s", number, starter->name, strerror(errno));
        return -1;
    }
    process->killed = process->killed || deadly;
    if (!deadly ||
        valdi__process_join(process->runner, process, valdi__clock_now() + process->runner->backstop))
        return 0;
    valdi__error_set("starter \"%s\" does not end by signal %d", starter->name, number);
    return -1;
}

/* ---- asking ---- */

int valdi_starter_status(const valdi_starter *starter) {
    return starter && starter->joined && starter == valdi__process_of(starter) ? starter->status : -1;
}

int valdi_starter_process(const valdi_starter *starter) {
    valdi_starter *process = starter ? valdi__process_of(starter) : NULL;
    if (!starter || !starter->runner)
        return 0;
    return !process ? getpid() : is_known(process) ? process->number : 0;
}

const char *valdi_starter_name(const valdi_starter *starter) {
    return starter ? starter->name : "";
}
