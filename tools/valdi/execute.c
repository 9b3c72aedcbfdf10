/* Holds a program to an order, once, and judges what came of it. */
#include "execute.h"

#include "drift.h"
#include "follow.h"
#include "interrupt.h"
#include "memory.h"
#include "shell.h"
#include "status.h"
#include "streams.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct execution {
    const struct job *job;
    struct outcome *outcome;
    valdi_runner *runner;
    struct follower follower;
    bool records;
    int output; /* a file that keeps what is written, or -1 */
};

/* Processes and commands that are made from now on write to where the job has it. */
static struct streams divert(const struct execution *execution) {
    bool spares = execution->job->keeps_output || execution->job->spares_stdout;
    return streams_divert(execution->output >= 0 ? execution->output
                          : spares               ? STDERR_FILENO
                                                 : -1,
                          execution->output);
}

/* ---- the runner ---- */

/* The program by its own name, unless a starter has that. */
static char *name_host(const struct job *job) {
    const char *slash = strrchr(job->program[0], '/'),
               *name = slash && slash[1] ? slash + 1 : job->program[0];
    for (size_t i = 0; i < job->order->starter_count; i++)
        if (!strcmp(job->order->starters[i].name, name))
            return xasprintf("the program %s", name);
    return xstrdup(name);
}

static valdi_runner *build(const struct job *job) {
    valdi_starter *host = NULL;
    if (job->program) {
        char *name = name_host(job);
        host = valdi__starter_host(name, job->program);
        free(name);
        if (!host)
            return NULL;
    }
    valdi_runner *runner = valdi__order_build(job->order, NULL, host);
    if (!runner)
        valdi_starter_free(host);
    return runner;
}

/* What LD_PRELOAD is to be for programs that are held to a recording: locks.c, where it is installed beside this program,
 * and what it was. To be freed. */
static char *with_locks(const char *former) {
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    path[length > 0 ? length : 0] = 0;
    char *slash = strrchr(path, '/');
    char *library = xasprintf("%.*s/../lib/valdi/libvaldi-locks.so", slash ? (int)(slash - path) : 0, path);
    char *list =
        xasprintf("%s%s%s", access(library, R_OK) ? "" : library, former ? ":" : "", former ? former : "");
    free(library);
    return list;
}

static void preload(const char *list) {
    if (list && *list)
        setenv("LD_PRELOAD", list, 1);
    else
        unsetenv("LD_PRELOAD");
}

/* Makes the runner, and with it the processes. */
static void build_within(struct execution *execution) {
    char *former = xstrdup(getenv("LD_PRELOAD")), *list = with_locks(former);
    if (execution->job->order->is_recorded)
        preload(list);
    struct streams before = divert(execution);
    execution->runner = build(execution->job);
    streams_restore(before);
    preload(former);
    free(former);
    free(list);
}

static void tell_refusal(const struct job *job) {
    size_t length = strlen(job->order_path);
    bool has_place = !strncmp(valdi_error(), job->order_path, length) && valdi_error()[length] == ':';
    if (interrupt_time_is_up())
        fprintf(stderr, "valdi: %s: not all processes stood to begin within %g s; they are killed\n",
                job->order_path, job->timeout / 1000.0);
    else
        fprintf(stderr, "valdi: %s%s%s\n", has_place ? "" : job->order_path, has_place ? "" : ": ",
                valdi_error());
}

static bool begin(struct execution *execution) {
    const struct job *job = execution->job;
    size_t room = LOG_DEFAULT_LIMIT;
    execution->records = job->traces || job->order->is_recorded;
    if (execution->records &&
        !log_begin(&execution->follower.log, room, job->order->only, job->order->except))
        return false;
    if (job->traces)
        log_want_texts(&execution->follower.log);
    if (job->keeps_output)
        execution->output = streams_file();
    if (execution->records)
        log_offer(&execution->follower.log, true);
    interrupt_begin(job->timeout);
    build_within(execution);
    if (execution->records)
        log_offer(&execution->follower.log, false);
    if (!execution->runner) {
        interrupt_stop_clock();
        interrupt_end();
        tell_refusal(job);
        return false;
    }
    interrupt_watch(execution->runner);
    execution->runner->quiet = execution->runner->is_alone = true;
    if (job->traces)
        follow_begin(&execution->follower, execution->runner);
    if (job->timeout && job->timeout < execution->runner->backstop / 1000000)
        valdi_runner_set_backstop(execution->runner, job->timeout);
    return true;
}

/* ---- pauses ---- */

static const char *command_of(const struct job *job, const char *pause) {
    for (size_t i = 0; i < job->at_pause_count; i++)
        if (!strcmp(job->at_pauses[i].name, pause))
            return job->at_pauses[i].command;
    return NULL;
}

static void fail(struct outcome *outcome, char *reason) {
    if (outcome->reason)
        free(reason);
    else
        outcome->reason = reason;
}

/* What the command wrote, which is also passed on; NULL if there was none. */
static char *run_command(struct execution *execution, const char *pause, const char *command) {
    int file = streams_file(), status;
    size_t size;
    struct streams before = streams_divert(file, file);
    setenv("VALDI_PAUSE", pause, 1);
    status = shell_run(command);
    streams_restore(before);
    char *text = streams_read(file, &size);
    close(file);
    struct streams streams = divert(execution);
    for (size_t done = 0; done < size;) {
        ssize_t written = write(STDOUT_FILENO, text + done, size - done);
        if (written <= 0)
            break;
        done += written;
    }
    streams_restore(streams);
    if (status && !interrupt_time_is_up()) {
        char *ended = status < 0 ? xstrdup("cannot be run") : describe_status(status);
        fail(execution->outcome, xasprintf("pause %s: the command %s", pause, ended));
        free(ended);
    }
    return text;
}

static void pause_at(struct execution *execution, const char *pause) {
    const char *command = command_of(execution->job, pause);
    char *text = command ? run_command(execution, pause, command) : NULL;
    if (execution->job->traces)
        follow_pause(&execution->follower, pause, text);
    else
        free(text);
}

/* ---- stepping ---- */

static uint32_t position(const valdi_runner *runner, const valdi_checkpoint *checkpoint) {
    uint32_t i = runner->partial ? 0 : runner->step - 1;
    while (runner->order[i] != checkpoint)
        i++;
    return i;
}

/* Makes a step. False if it was not reached. */
static bool step(struct execution *execution) {
    const valdi_checkpoint *reached = valdi_runner_next(execution->runner);
    if (!reached)
        return false;
    execution->outcome->steps_reached++;
    if (execution->job->traces)
        follow_step(&execution->follower, position(execution->runner, reached));
    return true;
}

/* Nobody has to look: constraints stop nobody for longer than they must. */
static void step_all(struct execution *execution) {
    while (execution->job->traces && step(execution)) {
    }
    valdi_runner_finish(execution->runner);
    execution->outcome->steps_reached = execution->runner->step;
}

static void step_by_lines(struct execution *execution) {
    const struct valdi__order_text *order = execution->job->order;
    bool going = true;
    for (size_t i = 0; going && !execution->outcome->reason && i < order->line_count; i++)
        if (order->lines[i].kind == VALDI__PAUSE_TEXT)
            pause_at(execution, order->lines[i].pause);
        else
            going = step(execution);
    if (!execution->outcome->reason)
        valdi_runner_finish(execution->runner);
}

/* ---- judging ---- */

/* Whether a process failed by itself, and how that or else the first ended. */
static void look_at_ends(struct execution *execution) {
    struct outcome *outcome = execution->outcome;
    const valdi_starter *told = NULL;
    outcome->status = -1;
    for (uint32_t i = 0; execution->runner->starters[i]; i++) {
        const valdi_starter *starter = execution->runner->starters[i];
        if (starter->kind != VALDI__EXEC || !valdi__process_has_ended(execution->runner, starter))
            continue;
        int status = valdi_starter_status(starter);
        bool fails = status > 0 && !outcome->failed;
        if (!fails && outcome->status >= 0)
            continue;
        outcome->failed = outcome->failed || fails;
        outcome->status = status;
        told = starter;
    }
    if (outcome->status < 0)
        return;
    outcome->ended = describe_status(outcome->status);
    outcome->who = told->is_host ? NULL : xstrdup(told->name);
}

static const char *subject(const struct execution *execution) {
    return execution->outcome->who   ? execution->outcome->who
           : execution->job->program ? execution->job->program[0]
                                     : "a process";
}

/* A program that failed behind an order that held: by itself, or because it cannot end. */
static bool fails_behind(struct execution *execution) {
    struct outcome *outcome = execution->outcome;
    if (outcome->reached_all && execution->runner->verdict == VALDI_INFEASIBLE) {
        outcome->failed = true;
        free(outcome->ended);
        free(outcome->who);
        outcome->ended = xstrdup("cannot end");
        outcome->who = NULL;
        return true;
    }
    return outcome->failed && execution->runner->verdict == VALDI_HELD;
}

static void judge(struct execution *execution) {
    struct outcome *outcome = execution->outcome;
    valdi_verdict expected = execution->job->order->expected;
    bool failed_behind = fails_behind(execution);
    outcome->verdict = failed_behind ? VALDI_DIED : execution->runner->verdict;
    if (interrupt_time_is_up()) {
        outcome->verdict = VALDI_STALLED;
        outcome->failed = false;
        if (expected != VALDI_STALLED || !outcome->reached_all)
            fail(outcome,
                 xasprintf("it did not end within %g s, and was killed", execution->job->timeout / 1000.0));
    }
    if (outcome->reason)
        return;
    if (outcome->verdict != expected && failed_behind)
        fail(outcome, xasprintf("the order held, and then %s %s", subject(execution), outcome->ended));
    else if (outcome->verdict != expected)
        fail(outcome, xasprintf("the order is %s; expected: %s", valdi_verdict_name(outcome->verdict),
                                valdi_verdict_name(expected)));
    else if (expected != VALDI_DIED && outcome->failed)
        fail(outcome, xasprintf("the order is %s, as expected, but then %s %s", valdi_verdict_name(expected),
                                subject(execution), outcome->ended));
}

static void add_drift(struct execution *execution) {
    struct outcome *outcome = execution->outcome;
    char *drift = drift_find(execution->job->order, execution->runner, &execution->follower.log);
    if (!drift)
        return;
    char *all = xasprintf("%s%s", outcome->report ? outcome->report : "", drift);
    free(outcome->report);
    free(drift);
    outcome->report = all;
}

static void end_trace(struct execution *execution) {
    struct outcome *outcome = execution->outcome;
    follow_end(&execution->follower, execution->job->order, &outcome->trace);
    outcome->trace.verdict = xstrdup(valdi_verdict_name(outcome->verdict));
    if (outcome->report)
        outcome->trace.report = xstrdup(outcome->report);
    else if (outcome->verdict == VALDI_DIED)
        outcome->trace.report =
            xasprintf("the order held, and then %s %s\n", subject(execution), outcome->ended);
}

static void end(struct execution *execution) {
    struct outcome *outcome = execution->outcome;
    valdi_runner *runner = execution->runner;
    outcome->time = runner->ended - runner->began;
    outcome->reached_all = outcome->steps_reached == outcome->steps;
    look_at_ends(execution);
    interrupt_stop_clock();
    judge(execution);
    outcome->as_expected = !outcome->reason;
    if (runner->verdict > VALDI_HELD)
        outcome->report = xstrdup(valdi_runner_explain(runner));
    bool may_drift = execution->job->order->is_recorded && !outcome->as_expected;
    if (execution->job->traces || may_drift)
        log_read(&execution->follower.log);
    if (may_drift)
        add_drift(execution);
    if (execution->job->traces)
        end_trace(execution);
}

bool execute(const struct job *job, struct outcome *outcome) {
    struct execution execution = {.job = job, .outcome = outcome, .output = -1};
    *outcome = (struct outcome){.status = -1};
    bool good = begin(&execution);
    if (good) {
        outcome->steps = execution.runner->control->step_count;
        if (job->order->is_partial)
            step_all(&execution);
        else
            step_by_lines(&execution);
        if (execution.runner->verdict == VALDI_UNDECIDED)
            valdi__everybody_drain(execution.runner); /* a pause's command failed */
        end(&execution);
        valdi_runner_free(execution.runner);
        interrupt_end();
    }
    if (execution.records)
        follow_free(&execution.follower);
    if (execution.output >= 0) {
        outcome->output = streams_read(execution.output, &outcome->output_size);
        close(execution.output);
    }
    if (!good)
        outcome_free(outcome);
    return good;
}

const char *outcome_who(const struct outcome *outcome) {
    return outcome->who ? outcome->who : "the program";
}

void outcome_free(struct outcome *outcome) {
    free(outcome->reason);
    free(outcome->who);
    free(outcome->ended);
    free(outcome->report);
    free(outcome->output);
    trace_clear(&outcome->trace);
}
