/* All starters of a runner together: created, let go, waited for, seen off. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>

/* ---- the beginning ---- */

void valdi__everybody_dismiss(valdi_runner *runner) {
    for (uint32_t i = 0; i < runner->control->starter_count; i++) {
        struct valdi__gate *gate = valdi__control_gate(runner->control, i);
        if (valdi__gate_turn(gate) == VALDI__STANDING && gate->at_point == VALDI__NO_POINT &&
            !valdi__starter_is_adopted(runner->starters[i])) /* that is the program's: it runs in any case */
            valdi__gate_release(runner->control, gate, VALDI__DISMISSED);
    }
}

static void destroy_processes(valdi_runner *runner) {
    for (uint32_t i = 0; runner->starters[i]; i++)
        if (valdi__process_of(runner->starters[i]) == runner->starters[i])
            valdi__process_destroy(runner, runner->starters[i]);
}

static bool create_threads(valdi_runner *runner) {
    for (uint32_t i = 0; runner->starters[i]; i++) {
        int error = valdi__starter_create(runner->starters[i], runner->control);
        if (!error)
            continue;
        valdi__error_set("no thread for starter \"%s\": %s", runner->starters[i]->name, strerror(error));
        valdi__everybody_dismiss(runner);
        while (i-- > 0)
            if (runner->starters[i]->kind == VALDI__THREAD)
                valdi__starter_join(runner->starters[i], UINT64_MAX);
        return false;
    }
    return true;
}

static bool create_processes(valdi_runner *runner) {
    for (uint32_t i = 0; runner->starters[i]; i++)
        if ((runner->starters[i]->kind == VALDI__FORK || runner->starters[i]->kind == VALDI__EXEC) &&
            !valdi__process_create(runner, runner->starters[i]))
            return false;
    return true;
}

/* Processes first: they are copies of this one, which had better have few threads. */
bool valdi__everybody_create(valdi_runner *runner) {
    for (uint32_t i = 0; runner->starters[i]; i++) {
        runner->starters[i]->control = runner->control;
        runner->starters[i]->joined = false;
        runner->starters[i]->number = 0;
    }
    valdi__handle_offer(runner->control);
    if (create_processes(runner) && create_threads(runner))
        return true;
    destroy_processes(runner);
    valdi__handle_offer(NULL);
    return false;
}

void valdi__everybody_host(valdi_runner *runner) {
    for (uint32_t i = 0; runner->starters[i]; i++)
        if (runner->starters[i]->is_host && !runner->starters[i]->checkpoints)
            valdi__gate_release(runner->control, valdi__control_gate(runner->control, i), VALDI__FREE);
}

/* ---- the end ---- */

static void release_all(valdi_runner *runner) {
    runner->drained = true;
    for (uint32_t i = 0; i < runner->control->starter_count; i++)
        valdi__gate_release(runner->control, valdi__control_gate(runner->control, i), VALDI__FREE);
}

void valdi__everybody_let_go(valdi_runner *runner) {
    valdi__everybody_dismiss(runner);
    release_all(runner);
}

/* Waits for one to be gone. Another process's word does not do for that. */
static enum valdi__outcome settle_end(valdi_runner *runner, valdi_starter *starter, uint64_t most) {
    enum valdi__outcome outcome = valdi__settle(runner, starter, false, most);
    return outcome == VALDI__SETTLED && !starter->joined ? VALDI__IMPATIENT : outcome;
}

/* Waits for all who have a thread, no more than most in all for those that are stuck. */
static void settle_all(valdi_runner *runner, uint64_t *most) {
    for (uint32_t i = 0; i < runner->control->starter_count; i++) {
        valdi_starter *starter = runner->starters[i];
        enum valdi__outcome outcome =
            valdi__adopt_is_missing(starter) ? VALDI__SETTLED : settle_end(runner, starter, *most);
        if (outcome == VALDI__SETTLED) {
            valdi__runner_accepts_end(runner, starter);
            continue;
        }
        valdi__runner_decide_by(runner, outcome, starter, true);
        if (outcome == VALDI__IMPATIENT)
            *most = 0;
    }
}

/* Lets everybody run to the end, side by side: also those whose threads are created on the way, one in each
 * round at least. */
void valdi__everybody_drain(valdi_runner *runner) {
    uint64_t patience = runner->backstop;
    uint32_t missing, rounds = 0;
    if (runner->drained)
        return;
    release_all(runner);
    do {
        missing = valdi__adopt_missing(runner);
        settle_all(runner, &patience);
    } while (!valdi__adopt_end(runner, missing, ++rounds > runner->control->starter_count));
    for (uint32_t i = 0; missing && !valdi__runner_has_steps(runner) && runner->starters[i]; i++)
        if (!valdi__adopt_has_come(runner->starters[i]))
            valdi__runner_decide(runner, VALDI_UNREACHED, runner->starters[i], true);
    valdi__sites_disarm();
}

/* Waits for it to be gone, no longer than most. A process that does not end is ended; false if there is such a
 * thread. */
static bool see_off(valdi_runner *runner, valdi_starter *starter, uint64_t *most) {
    valdi_starter *process = valdi__process_of(starter);
    enum valdi__outcome outcome = settle_end(runner, starter, *most);
    if (outcome == VALDI__SETTLED)
        return true;
    if (outcome == VALDI__IMPATIENT)
        *most = 0;
    if (!runner->quiet || !process)
        fprintf(stderr, "valdi: starter \"%s\" does not end; %s\n", starter->name,
                process ? "its process is killed" : "it is left as it is");
    if (process)
        valdi__process_destroy(runner, process);
    return process;
}

/* What held somebody up at the verdict may be gone since, with the processes that come first. */
bool valdi__everybody_see_off(valdi_runner *runner) {
    bool gone = true;
    for (int threads = 0; threads < 2; threads++) {
        uint64_t patience = runner->backstop;
        for (uint32_t i = 0; i < runner->control->starter_count; i++)
            if ((valdi__process_of(runner->starters[i]) == NULL) == threads)
                gone = see_off(runner, runner->starters[i], &patience) && gone;
    }
    return gone;
}
