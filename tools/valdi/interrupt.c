/* Ends a run from outside. Handlers of signals kill the processes: the runner then notices as it does with any that die. */
#include "interrupt.h"

#include "memory.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t time_is_up, interrupted; /* by which signal; 0: it was not */
static pid_t *volatile watched; /* 0 ends it; NULL while they are made: then it is all that are there */
static volatile sig_atomic_t watched_command; /* or 0 */
static volatile sig_atomic_t watched_group;   /* the command's, or 0 */

/* Who is in its group is found there, also when its parents are gone. */
static void kill_command(void) {
    if (watched_command)
        valdi__family_kill(watched_command);
    if (watched_group)
        kill(-watched_group, SIGKILL);
}

static void kill_processes(void) {
    if (!watched)
        valdi__family_kill_children(getpid(), NULL);
    for (const pid_t *process = watched; process && *process; process++)
        valdi__family_kill(*process);
}

static void kill_all(int number) {
    int error = errno;
    if (number == SIGALRM)
        time_is_up = 1;
    else
        interrupted = number;
    kill_processes();
    kill_command();
    errno = error;
}

static void set_timer(unsigned milliseconds) {
    struct itimerval timer = {.it_value = {milliseconds / 1000, milliseconds % 1000 * 1000}};
    setitimer(ITIMER_REAL, &timer, NULL);
}

static const int interruptions[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

/* What is ignored, by nohup say, stays so. */
static void watch_interruptions(void (*handler)(int)) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART}, before;
    for (unsigned i = 0; i < sizeof interruptions / sizeof *interruptions; i++)
        if (!sigaction(interruptions[i], NULL, &before) && before.sa_handler != SIG_IGN)
            sigaction(interruptions[i], &action, NULL);
}

void interrupt_begin(unsigned milliseconds) {
    struct sigaction action = {.sa_handler = kill_all, .sa_flags = SA_RESTART};
    pid_t *former = watched;
    watched = NULL;
    free(former);
    time_is_up = 0;
    sigaction(SIGALRM, &action, NULL);
    watch_interruptions(kill_all);
    set_timer(milliseconds);
}

void interrupt_watch(const valdi_runner *runner) {
    pid_t *processes = xrealloc(NULL, runner->control->starter_count + 1, sizeof *processes);
    uint32_t count = 0;
    for (uint32_t i = 0; runner->starters[i]; i++) {
        const valdi_starter *starter = runner->starters[i];
        if (starter->kind == VALDI__EXEC && starter->number)
            processes[count++] = starter->number;
    }
    processes[count] = 0;
    watched = processes;
    if (time_is_up || interrupted)
        kill_processes(); /* some of them were made since */
}

void interrupt_watch_command(pid_t command, bool leads_group) {
    watched_command = command;
    watched_group = leads_group ? command : 0;
    if (time_is_up || interrupted)
        kill_command(); /* before it was watched */
}

bool interrupt_time_is_up(void) {
    return time_is_up;
}

void interrupt_stop_clock(void) {
    set_timer(0);
}

void interrupt_end(void) {
    watch_interruptions(SIG_DFL);
    if (!interrupted)
        return;
    fprintf(stderr, "valdi: interrupted; what was running is killed\n");
    raise(interrupted);
}
