/* Starters that are processes, as they are made: by fork, and awaited until they stand. */
#include "runtime.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

_Thread_local bool valdi__process_creating;

static bool has_points(const valdi_starter *starter) {
    for (const valdi_checkpoint *c = starter->checkpoints; c; c = c->sibling)
        if (c->kind)
            return true;
    return false;
}

/* Whether it must find the block by itself: it, or a thread of it, is held somewhere. */
static bool must_be_held(const valdi_runner *runner, const valdi_starter *process) {
    bool must = has_points(process) || process->kind == VALDI__FORK;
    for (uint32_t i = 0; runner->starters[i]; i++)
        must = must || runner->starters[i]->home == process;
    return must;
}

static void refuse(const valdi_starter *process, const char *refusal) {
    valdi__error_set("starter \"%s\": %s: %s", process->name,
                     process->arguments ? process->arguments[0] : "its process", refusal);
}

/* The numbers in the letter are a program's, and may be anything. */
static void refuse_by_letter(const valdi_runner *runner, const valdi_starter *process) {
    const struct valdi__letter *letter = valdi__control_letter(runner->control, process->index);
    uint32_t step = letter->lacks_step - 1, starter = letter->lacks_starter - 1;
    char refusal[VALDI__REFUSAL];
    valdi__process_refusal(process, refusal);
    refuse(process, refusal);
    if (step < runner->control->step_count)
        valdi__error_is_about(runner->order[step]);
    else if (starter < runner->control->starter_count)
        valdi__error_is_about(runner->starters[starter]);
}

static void refuse_unheld(const valdi_runner *runner, const valdi_starter *process) {
    if (valdi__process_was_refused(process)) {
        refuse_by_letter(runner, process);
        return;
    }
    char why[VALDI__REFUSAL] = "it runs", *end = NULL;
    size_t size;
    FILE *out = process->joined ? open_memstream(&end, &size) : NULL;
    if (out) {
        valdi__process_write_end(out, process);
        fclose(out);
        snprintf(why, sizeof why, "it %s", end);
    }
    free(end);
    strcat(why, " and was not held: it is not compiled with Valdi's pass, has lost VALDI_CONTROL or its "
                "descriptor, or is a script that does not exec the program");
    refuse(process, why);
}

/* Waits until the process stands where it is held. False with the error set if it does not come to that: a program that has
 * come to rest, for a while, is past the place where it would have been held. */
static bool await_held(const valdi_runner *runner, valdi_starter *process) {
    enum { LOOK = 2 * 1000 * 1000 /* ns */, SLEEPY = 20 /* looks */ };
    struct valdi__gate *gate = valdi__control_gate(runner->control, process->index);
    uint64_t end = valdi__clock_now() + runner->backstop;
    uint64_t before = 0;
    for (unsigned asleep = 0; asleep < SLEEPY && valdi__clock_now() < end;) {
        uint32_t seen = atomic_load(&valdi__control_state(runner->control)->news);
        bool refused = valdi__process_was_refused(process);
        if (atomic_load(&gate->held) && refused)
            refuse_by_letter(runner, process);
        if (atomic_load(&gate->held))
            return !refused;
        if (valdi__process_has_ended(runner, process))
            break;
        valdi__control_await(runner->control, seen, valdi__clock_now() + LOOK);
        uint64_t rest = valdi__process_rest(process->number);
        asleep = rest && rest == before ? asleep + 1 : 0;
        before = rest;
    }
    refuse_unheld(runner, process);
    return false;
}

/* Forks. 0 in the child, -1 with the error set. */
static pid_t fork_starter(const valdi_starter *process) {
    if (process->kind == VALDI__FORK)
        valdi__streams_flush(); /* or the child would write it again */
    valdi__process_creating = true;
    pid_t number = fork();
    valdi__process_creating = false;
    if (number < 0)
        valdi__error_set("no process for starter \"%s\": %s", process->name, strerror(errno));
    return number;
}

/* A copy of this process has no business with the other starters'. */
static void close_others(const valdi_runner *runner) {
    for (uint32_t i = 0; runner->starters[i]; i++)
        if (runner->starters[i]->descriptor >= 0)
            close(runner->starters[i]->descriptor);
}

bool valdi__process_create(const valdi_runner *runner, valdi_starter *process) {
    bool must = must_be_held(runner, process);
    char **environment = valdi__handle_environment();
    process->joined = process->killed = false;
    process->status = -1;
    process->descriptor = -1;
    if (!environment) {
        valdi__error_set("no memory for starter \"%s\"", process->name);
        return false;
    }
    process->number = fork_starter(process);
    if (!process->number)
        close_others(runner);
    if (!process->number && process->kind == VALDI__FORK)
        valdi__guest_live(process, environment);
    if (!process->number)
        valdi__guest_execute(process, environment, !must);
    free(environment);
    if (process->number < 0) {
        process->number = 0;
        return false;
    }
    atomic_store(&valdi__control_gate(runner->control, process->index)->process, process->number);
    process->descriptor = valdi__process_open(process->number);
    if (process->descriptor >= 0)
        return !must || await_held(runner, process);
    valdi__error_set("no descriptor for the process of starter \"%s\": %s", process->name, strerror(errno));
    kill(process->number, SIGKILL);
    waitpid(process->number, NULL, 0);
    process->number = 0;
    return false;
}
