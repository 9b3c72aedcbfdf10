/* The state machine: which starter moves, how far, and what the verdict is. A runner is used by one thread
 * at a time; it alone writes what a starter awaits, and only while that stands still. */
#include "runtime.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEFAULT_BACKSTOP = 10000 /* ms */, SLICES = 10 /* of it */ };

/* The runner that is alive, if any. */
static _Atomic(valdi_runner *) alive;

const char *valdi_verdict_name(valdi_verdict verdict) {
    static const char *const words[] = {[VALDI_UNDECIDED] = "undecided",
                                        [VALDI_HELD] = "held",
                                        [VALDI_UNREACHED] = "unreached",
                                        [VALDI_STALLED] = "stalled"};
    return (unsigned)verdict < sizeof words / sizeof *words ? words[verdict] : "unknown";
}

/* ---- calls ---- */

/* Begins a call that moves starters. False if it cannot. */
static bool enter(const valdi_runner *runner) {
    if (!runner)
        valdi__error_set("the runner is NULL");
    else if (!runner->control->starter_count)
        valdi__error_set("the runner is the parent process's");
    else if (valdi__self.control)
        valdi__error_set("a starter cannot step its own runner");
    else {
        valdi__look_end();
        return true;
    }
    return false;
}

void valdi__runner_forget(void) {
    atomic_store(&alive, NULL);
}

/* Ends it: everybody stands still, or has been let go for good. */
static void leave(const valdi_runner *runner) {
    if (!runner->drained)
        valdi__look_begin();
}

/* ---- construction ---- */

/* The starters are the runner's, or nobody's. */
static void take_over(valdi_starter *const starters[], uint32_t count, valdi_runner *runner) {
    for (uint32_t i = 0; i < count; i++) {
        starters[i]->runner = runner;
        starters[i]->index = i;
    }
}

static void runner_destroy(valdi_runner *runner) {
    valdi__control_free(runner->control);
    free(runner->starters);
    free(runner->order);
    free(runner->report);
    free(runner);
}

/* A copy of a NULL-terminated array. */
static void *copy_array(const void *array, uint32_t count) {
    void *copy = malloc((count + 1) * sizeof(void *));
    return copy ? memcpy(copy, array, (count + 1) * sizeof(void *)) : NULL;
}

static void dismiss(valdi_runner *runner) {
    for (uint32_t i = 0; i < runner->control->starter_count; i++) {
        struct valdi__gate *gate = valdi__control_gate(runner->control, i);
        if (atomic_load(&gate->turn) == VALDI__STANDING && gate->at_point == VALDI__NO_POINT)
            valdi__gate_release(runner->control, gate, VALDI__DISMISSED);
    }
}

static bool create_threads(valdi_runner *runner) {
    for (uint32_t i = 0; runner->starters[i]; i++) {
        int error = valdi__starter_create(runner->starters[i], runner->control);
        if (!error)
            continue;
        valdi__error_set("no thread for starter \"%s\": %s", runner->starters[i]->name, strerror(error));
        dismiss(runner);
        while (i-- > 0)
            valdi__starter_join(runner->starters[i], UINT64_MAX);
        return false;
    }
    return true;
}

static bool runner_begin(valdi_runner *runner, uint32_t starter_count, uint32_t step_count) {
    if (!valdi__check_order(runner->order, step_count, runner))
        return false;
    runner->control = valdi__control_new(starter_count, runner->order, step_count);
    if (!runner->control) {
        valdi__error_set("no memory for an order of %u checkpoints and %u starters", step_count,
                         starter_count);
        return false;
    }
    valdi_runner_set_backstop(runner, 0);
    runner->began = valdi__clock_now();
    if (!valdi__sites_arm(runner->control)) {
        valdi__error_set("no memory to arm %u points", runner->control->point_count);
        return false;
    }
    if (create_threads(runner))
        return true;
    valdi__sites_disarm();
    valdi__sites_forget(true);
    return false;
}

static uint32_t count_pointers(const void *array) {
    uint32_t count = 0;
    while (((void *const *)array)[count])
        count++;
    return count;
}

valdi_runner *valdi_runner_new(valdi_starter *const starters[], valdi_checkpoint *const order[]) {
    valdi_runner *nobody = NULL, *runner;
    if (valdi__error_was_open())
        return NULL; /* its text stays */
    if (!starters || !order) {
        valdi__error_set("a runner needs %s, not NULL", starters ? "an order" : "starters");
        return NULL;
    }
    uint32_t starter_count = count_pointers(starters), step_count = count_pointers(order);
    if (!valdi__check_starters(starters, starter_count))
        return NULL;
    if (!(runner = calloc(1, sizeof *runner)) || !(runner->starters = copy_array(starters, starter_count)) ||
        !(runner->order = copy_array(order, step_count)))
        valdi__error_set("no memory for a runner");
    else if (!atomic_compare_exchange_strong(&alive, &nobody, runner))
        valdi__error_set("another runner is alive: free it first, there is one at a time");
    else {
        take_over(starters, starter_count, runner);
        if (runner_begin(runner, starter_count, step_count)) {
            leave(runner);
            return runner;
        }
        take_over(starters, starter_count, NULL);
        atomic_store(&alive, NULL);
    }
    if (runner)
        runner_destroy(runner);
    return NULL;
}

/* ---- waiting ---- */

/* Whether a debugger is attached to the process. */
static bool is_traced(void) {
    char text[4096];
    int file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    text[length > 0 ? length : 0] = 0;
    const char *line = strstr(text, "TracerPid:");
    return line && atoi(line + strlen("TracerPid:")) != 0;
}

static bool settle_until(valdi_runner *runner, valdi_starter *starter, uint64_t deadline) {
    struct valdi__gate *gate = valdi__control_gate(runner->control, starter->index);
    return valdi__gate_settle(runner->control, gate, deadline) &&
           (atomic_load(&gate->turn) != VALDI__FINISHED || valdi__starter_join(starter, deadline));
}

/* Waits until the starter stands or, if it has finished, is gone. False if for patience nanoseconds nobody
 * made progress. Time is counted in slices, and only those without a debugger: whoever stops the whole
 * process, or the machine, costs it one. */
static bool settle(valdi_runner *runner, valdi_starter *starter, uint64_t patience) {
    const uint64_t slice = patience / SLICES;
    for (unsigned counted = 0; counted < SLICES;) {
        uint32_t progress = atomic_load_explicit(&runner->control->progress, memory_order_relaxed);
        if (settle_until(runner, starter, valdi__clock_now() + slice))
            return true;
        if (!slice)
            return false;
        if (progress != atomic_load_explicit(&runner->control->progress, memory_order_relaxed))
            counted = 0;
        else
            counted += !is_traced();
    }
    return false;
}

/* ---- verdicts ---- */

static void decide(valdi_runner *runner, valdi_verdict verdict, const valdi_starter *culprit, bool ending) {
    if (runner->verdict != VALDI_UNDECIDED)
        return;
    runner->verdict = verdict;
    runner->culprit = culprit;
    runner->culprit_ending = ending;
    runner->ended = valdi__clock_now();
    if (verdict != VALDI_HELD)
        valdi__report_print(valdi_runner_explain(runner));
}

/* ---- stepping ---- */

/* Lets a standing starter go until it reaches the point, or its end. False after the verdict that it is
 * stuck. */
static bool move(valdi_runner *runner, valdi_starter *starter, uint32_t point, uint32_t nth) {
    struct valdi__gate *gate = valdi__control_gate(runner->control, starter->index);
    gate->awaited_point = point;
    gate->awaited_nth = nth;
    valdi__gate_release(runner->control, gate, VALDI__MOVING);
    if (settle(runner, starter, runner->backstop))
        return true;
    decide(runner, VALDI_STALLED, starter, point == VALDI__NO_POINT);
    return false;
}

/* The hit it waits for is in the past: no need to let the starter run to see that it does not come. */
static bool is_missed(const valdi_runner *runner, const struct valdi__step *step) {
    return step->nth && *valdi__control_hits(runner->control, step->point, step->starter) >= step->nth;
}

/* The starter of the step before, if it has no checkpoint left, runs to its end before anyone else moves. */
static bool retire(valdi_runner *runner) {
    const struct valdi__step *step =
        runner->step ? valdi__control_step(runner->control, runner->step - 1) : NULL;
    if (!step || !step->last || runner->starters[step->starter]->joined)
        return true;
    return move(runner, runner->starters[step->starter], VALDI__NO_POINT, 0);
}

/* Makes the next step. False after a failing verdict. */
static bool advance(valdi_runner *runner) {
    const struct valdi__step *step = valdi__control_step(runner->control, runner->step);
    valdi_starter *starter = runner->starters[step->starter];
    const struct valdi__gate *gate = valdi__control_gate(runner->control, step->starter);
    if (!retire(runner))
        return false;
    if (!starter->joined && !is_missed(runner, step)) {
        if (!move(runner, starter, step->point, step->nth))
            return false;
        if (gate->at_point == step->point) {
            runner->step++;
            return true;
        }
    }
    decide(runner, VALDI_UNREACHED, starter, false);
    return false;
}

/* Lets everybody run to the end, side by side. */
static void drain(valdi_runner *runner) {
    struct valdi__control *control = runner->control;
    if (runner->drained)
        return;
    runner->drained = true;
    for (uint32_t i = 0; i < control->starter_count; i++)
        valdi__gate_release(control, valdi__control_gate(control, i), VALDI__FREE);
    uint64_t patience = runner->backstop; /* one time of waiting for all that are stuck */
    for (uint32_t i = 0; i < control->starter_count; i++)
        if (!settle(runner, runner->starters[i], patience)) {
            decide(runner, VALDI_STALLED, runner->starters[i], true);
            patience = 0;
        }
    valdi__sites_disarm();
}

static bool has_steps(const valdi_runner *runner) {
    return runner->verdict == VALDI_UNDECIDED && runner->step < runner->control->step_count;
}

static void end(valdi_runner *runner) {
    drain(runner);
    decide(runner, VALDI_HELD, NULL, false);
}

valdi_checkpoint *valdi_runner_next(valdi_runner *runner) {
    valdi_checkpoint *reached = NULL;
    if (!enter(runner))
        return NULL;
    if (has_steps(runner))
        reached = advance(runner) ? runner->order[runner->step - 1] : NULL;
    else if (runner->verdict == VALDI_UNDECIDED)
        end(runner);
    leave(runner);
    return reached;
}

valdi_checkpoint *valdi_runner_skip_to(valdi_runner *runner, const valdi_checkpoint *checkpoint) {
    if (!enter(runner))
        return NULL;
    uint32_t count = runner->control->step_count;
    uint32_t target = valdi__order_find(runner->order, runner->step, count, checkpoint);
    if (target == count)
        valdi__error_set(checkpoint ? "the checkpoint does not come any more in this order"
                                    : "the checkpoint to skip to is NULL");
    while (target < count && has_steps(runner) && runner->step <= target)
        advance(runner);
    leave(runner);
    return target < count && runner->step > target ? runner->order[target] : NULL;
}

valdi_verdict valdi_runner_finish(valdi_runner *runner) {
    if (!enter(runner))
        return VALDI_UNDECIDED;
    while (has_steps(runner))
        advance(runner);
    end(runner);
    return runner->verdict;
}

valdi_verdict valdi_runner_verdict(const valdi_runner *runner) {
    return runner ? runner->verdict : VALDI_UNDECIDED;
}

const char *valdi_runner_explain(const valdi_runner *runner) {
    if (!runner)
        return valdi_error();
    valdi_runner *owner = (valdi_runner *)runner; /* the text is a cache, no part of its state */
    size_t size;
    free(owner->report);
    owner->report = NULL;
    FILE *out = open_memstream(&owner->report, &size);
    if (out) {
        valdi__report_write(out, runner);
        fclose(out);
    }
    return owner->report ? owner->report : "no memory for a report";
}

void valdi_runner_set_backstop(valdi_runner *runner, unsigned milliseconds) {
    if (runner)
        runner->backstop = (uint64_t)(milliseconds ? milliseconds : DEFAULT_BACKSTOP) * 1000000;
}

void valdi_runner_free(valdi_runner *runner) {
    bool gone = true;
    if (!runner || !enter(runner))
        return;
    if (!runner->drained)
        dismiss(runner);
    drain(runner);
    for (uint32_t i = 0; i < runner->control->starter_count; i++) {
        if (settle(runner, runner->starters[i], 0))
            continue;
        fprintf(stderr, "valdi: starter \"%s\" does not end; it is left running\n",
                runner->starters[i]->name);
        gone = false;
    }
    valdi__sites_forget(gone);
    atomic_store(&alive, NULL);
    if (!gone)
        return; /* a thread still uses the block and its starter */
    for (uint32_t i = 0; i < runner->control->starter_count; i++)
        valdi__starter_destroy(runner->starters[i]);
    runner_destroy(runner);
}
