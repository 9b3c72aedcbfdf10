/* The state machine: which starter moves, how far, and what the verdict is. A runner is used by one thread
 * at a time; it alone writes what a starter awaits, and only while that stands still. */
#include "runtime.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_BACKSTOP = 10000 /* ms */ };

/* The runner that is alive, if any. */
static _Atomic(valdi_runner *) alive;

const char *valdi_verdict_name(valdi_verdict verdict) {
    static const char *const words[] = {
        [VALDI_UNDECIDED] = "undecided",   [VALDI_HELD] = "held", [VALDI_UNREACHED] = "unreached",
        [VALDI_INFEASIBLE] = "infeasible", [VALDI_DIED] = "died", [VALDI_STALLED] = "stalled"};
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

valdi_runner *valdi__runner_alive(void) {
    return atomic_load(&alive);
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
        starters[i]->sleeps = starters[i]->ahead = false;
    }
}

static void runner_destroy(valdi_runner *runner) {
    valdi__control_free(runner->control);
    valdi__partial_free(runner->partial);
    valdi__pauses_free(runner->pauses, runner->pause_count);
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

static bool runner_begin(valdi_runner *runner, uint32_t starter_count, uint32_t step_count,
                         const valdi_constraint constraints[]) {
    if (!valdi__check_order(runner->order, step_count, runner))
        return false;
    if (constraints)
        valdi__constraints_sort(runner->order, step_count);
    runner->control =
        valdi__control_new(runner->starters, starter_count, runner->order, step_count, constraints);
    if (!runner->control) {
        valdi__error_set("no memory for an order of %u checkpoints and %u starters", step_count,
                         starter_count);
        return false;
    }
    if (constraints && !(runner->partial = valdi__partial_new(runner, constraints)))
        return false;
    cpu_set_t cores;
    runner->control->may_spin = !sched_getaffinity(0, sizeof cores, &cores) && CPU_COUNT(&cores) > 1;
    valdi_runner_set_backstop(runner, 0);
    runner->began = valdi__clock_now();
    if (!valdi__sites_arm(runner->control)) {
        valdi__error_set("no memory to arm %u points", runner->control->point_count);
        return false;
    }
    if (valdi__everybody_create(runner)) {
        valdi__adopt_begin(runner);
        return true;
    }
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

/* A runner for a sequence or, with constraints, for a partial order of the checkpoints. */
static valdi_runner *runner_make(valdi_starter *const starters[], valdi_checkpoint *const order[],
                                 const valdi_constraint constraints[]) {
    valdi_runner *nobody = NULL, *runner;
    uint32_t starter_count = count_pointers(starters), step_count = count_pointers(order);
    if (valdi__guest_is()) {
        valdi__error_set("this process is held by another's runner: it cannot have one");
        return NULL;
    }
    if (!valdi__options_read() || !valdi__check_starters(starters, starter_count))
        return NULL;
    if (!(runner = calloc(1, sizeof *runner)) || !(runner->starters = copy_array(starters, starter_count)) ||
        !(runner->order = copy_array(order, step_count)))
        valdi__error_set("no memory for a runner");
    else if (!atomic_compare_exchange_strong(&alive, &nobody, runner))
        valdi__error_set("another runner is alive: free it first, there is one at a time");
    else {
        take_over(starters, starter_count, runner);
        runner->expected = VALDI_HELD;
        if (runner_begin(runner, starter_count, step_count, constraints)) {
            valdi__ending_watch(runner);
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

/* Whether a runner can be made of these at all. */
static bool are_given(const void *starters, const void *order, const char *what) {
    if (valdi__error_was_open())
        return false; /* its text stays */
    if (!starters || !order)
        valdi__error_set("a runner needs %s, not NULL", starters ? what : "starters");
    return starters && order;
}

valdi_runner *valdi_runner_new(valdi_starter *const starters[], valdi_checkpoint *const order[]) {
    return are_given(starters, order, "an order") ? runner_make(starters, order, NULL) : NULL;
}

valdi_runner *valdi_runner_new_partial(valdi_starter *const starters[],
                                       const valdi_constraint constraints[]) {
    if (!are_given(starters, constraints, "constraints"))
        return NULL;
    valdi_checkpoint **order = valdi__constraints_checkpoints(constraints);
    valdi_runner *runner = order ? runner_make(starters, order, constraints) : NULL;
    free(order);
    return runner;
}

/* ---- verdicts ---- */

static void write_report(valdi_runner *runner) {
    size_t size;
    free(runner->report);
    runner->report = NULL;
    FILE *out = open_memstream(&runner->report, &size);
    if (!out)
        return;
    valdi__report_write(out, runner);
    fclose(out);
}

/* A failing verdict's report is of the moment it is made. */
void valdi__runner_decide(valdi_runner *runner, valdi_verdict verdict, const valdi_starter *culprit,
                          bool ending) {
    if (runner->verdict != VALDI_UNDECIDED)
        return;
    runner->verdict = verdict;
    runner->culprit = culprit;
    runner->culprit_ending = ending;
    runner->ended = valdi__clock_now();
    if (verdict == VALDI_HELD)
        return;
    for (uint32_t i = 0; runner->starters[i]; i++)
        valdi__process_has_ended(runner, runner->starters[i]); /* which is to be seen in the report */
    if (runner->on_failure)
        runner->on_failure(runner->failure_argument);
    write_report(runner);
    if (!runner->quiet)
        valdi__report_print(valdi_runner_explain(runner));
}

void valdi__runner_decide_missed(valdi_runner *runner, const valdi_starter *starter) {
    valdi__runner_decide(runner, valdi__process_has_died(starter) ? VALDI_DIED : VALDI_UNREACHED, starter,
                         false);
}

bool valdi__runner_accepts_end(valdi_runner *runner, const valdi_starter *starter) {
    if (valdi__process_was_refused(starter)) {
        valdi__runner_decide(runner, VALDI_UNREACHED, starter, true);
        return false;
    }
    bool expected = !valdi__process_was_crashed(starter);
    for (uint32_t i = 0; !expected && i < runner->control->step_count; i++)
        expected = runner->order[i]->starter == starter && runner->order[i]->point == VALDI__FINISHED_POINT;
    if (!expected)
        valdi__runner_decide(runner, VALDI_DIED, starter, true);
    return expected;
}

/* Decides what follows when the starter did not settle. */
void valdi__runner_decide_by(valdi_runner *runner, enum valdi__outcome outcome, const valdi_starter *starter,
                             bool ending) {
    valdi__runner_decide(runner, outcome == VALDI__STUCK ? VALDI_INFEASIBLE : VALDI_STALLED, starter, ending);
}

/* ---- the end ---- */

bool valdi__runner_has_steps(const valdi_runner *runner) {
    return runner->verdict == VALDI_UNDECIDED && runner->step < runner->control->step_count;
}

/* If stop, until the next checkpoint is reached. False after a failing verdict. */
static bool advance(valdi_runner *runner, bool stop) {
    valdi__unseen_begin();
    bool good = runner->partial ? valdi__partial_advance(runner, stop) : valdi__step_advance(runner);
    valdi__unseen_end();
    return good;
}

static void end(valdi_runner *runner) {
    valdi__everybody_drain(runner);
    valdi__runner_decide(runner, VALDI_HELD, NULL, false);
}

valdi_checkpoint *valdi_runner_next(valdi_runner *runner) {
    valdi_checkpoint *reached = NULL;
    if (!enter(runner))
        return NULL;
    if (valdi__runner_has_steps(runner))
        reached = advance(runner, true) ? runner->order[runner->step - 1] : NULL;
    else if (runner->verdict == VALDI_UNDECIDED)
        end(runner);
    leave(runner);
    return reached;
}

valdi_checkpoint *valdi_runner_skip_to(valdi_runner *runner, const valdi_checkpoint *checkpoint) {
    if (!enter(runner))
        return NULL;
    uint32_t count = runner->control->step_count;
    bool comes = valdi__order_find(runner->order, runner->step, count, checkpoint) < count;
    valdi_checkpoint *reached = NULL;
    if (!comes)
        valdi__error_set(checkpoint ? "the checkpoint does not come any more in this order"
                                    : "the checkpoint to skip to is NULL");
    while (comes && valdi__runner_has_steps(runner) && reached != checkpoint)
        reached = advance(runner, true) ? runner->order[runner->step - 1] : NULL;
    leave(runner);
    return reached;
}

valdi_verdict valdi_runner_finish(valdi_runner *runner) {
    if (!enter(runner))
        return VALDI_UNDECIDED;
    while (valdi__runner_has_steps(runner))
        advance(runner, false);
    end(runner);
    return runner->verdict;
}

valdi_verdict valdi_runner_verdict(const valdi_runner *runner) {
    return runner ? runner->verdict : VALDI_UNDECIDED;
}

const char *valdi_runner_explain(const valdi_runner *runner) {
    if (!runner)
        return valdi_error();
    if (!runner->report || runner->verdict <= VALDI_HELD)
        write_report((valdi_runner *)runner); /* the text is a cache, no part of its state */
    return runner->report ? runner->report : "no memory for a report";
}

void valdi_runner_set_blocker(valdi_runner *runner, valdi_blocker *who_blocks, void *argument) {
    if (!runner)
        return;
    runner->who_blocks = who_blocks;
    runner->blocker_argument = argument;
}

void valdi_runner_set_backstop(valdi_runner *runner, unsigned milliseconds) {
    if (runner)
        runner->backstop = (milliseconds              ? milliseconds
                            : valdi__options.backstop ? valdi__options.backstop
                                                      : DEFAULT_BACKSTOP) *
                           1000000ull;
}

void valdi_runner_free(valdi_runner *runner) {
    if (!runner || !enter(runner))
        return;
    if (!runner->drained)
        valdi__everybody_dismiss(runner);
    valdi__everybody_drain(runner);
    bool gone = valdi__everybody_see_off(runner);
    valdi__handle_offer(NULL);
    valdi__sites_forget(gone);
    atomic_store(&alive, NULL);
    if (!gone)
        return; /* a thread still uses the block and its starter */
    for (uint32_t i = 0; i < runner->control->starter_count; i++)
        valdi__starter_destroy(runner->starters[i]);
    runner_destroy(runner);
}
