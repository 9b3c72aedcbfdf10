// While a debugger is attached the backstop does not strike; after it has gone, it does.
// RUN: %cc %s -o %t && env ASAN_OPTIONS=detect_leaks=0 LSAN_OPTIONS=detect_leaks=0 sh %source/test/repeat.sh 1 %t 2>&1 | FileCheck %s
// CHECK: stalled
#include "../inputs/machine.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BACKSTOP = 30, ATTACHED = 8 * BACKSTOP /* ms */ };

static int ends[2];

static void *blocked(void *machine) {
    char byte;
    assert(read(ends[0], &byte, 1) == 1);
    first_phase(machine);
    return NULL;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* The debugger: attaches to its parent, stays for a while, and goes. Time is the subject here. */
static void debug(pid_t parent) {
    assert(!ptrace(PTRACE_SEIZE, parent, NULL, NULL));
    sigset_t none;
    sigemptyset(&none);
    struct timespec stay = {.tv_nsec = ATTACHED * 1000000L};
    sigtimedwait(&none, NULL, &stay);
    _exit(0); /* detaches */
}

int main(void) {
    int ready[2];
    char byte;
    pid_t parent = getpid();
    struct machine machine = {""};
    assert(!pipe(ready) && !pipe(ends));
    pid_t debugger = fork();
    if (!debugger) {
        assert(read(ready[0], &byte, 1) == 1);
        debug(parent);
    }
    prctl(PR_SET_PTRACER, debugger);
    valdi_starter *one = valdi_starter_thread("one", blocked, &machine);
    valdi_runner *runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(valdi_checkpoint_after(one, "first_phase"))));
    valdi_runner_set_backstop(runner, BACKSTOP);
    assert(write(ready[1], "?", 1) == 1);
    char status[4096] = "TracerPid:\t0";
    while (strstr(status, "TracerPid:\t0")) {
        FILE *file = fopen("/proc/self/status", "r");
        status[fread(status, 1, sizeof status - 1, file)] = 0;
        fclose(file);
    }
    double began = now();
    assert(valdi_runner_next(runner) == NULL);
    assert(now() - began > ATTACHED / 2);
    printf("%s\n", valdi_verdict_name(valdi_runner_verdict(runner)));
    assert(write(ends[1], "?", 1) == 1);
    valdi_runner_free(runner);
    waitpid(debugger, NULL, 0);
}
