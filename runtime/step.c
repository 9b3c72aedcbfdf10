/* The steps of a sequence: one starter moves at a time, until it is where the order has it next. */
#include "runtime.h"

static void await(struct valdi__gate *gate, uint32_t point, uint32_t nth) {
    atomic_store_explicit(&gate->awaited_nth, nth, memory_order_relaxed);
    atomic_store_explicit(&gate->awaited_point, point, memory_order_release); /* carries the number over */
}

/* The starter sleeps where it was awaited asleep. When it wakes it goes to its next hook or, without a
 * checkpoint left, to its end. */
static void fall_asleep(valdi_runner *runner, valdi_starter *starter) {
    struct valdi__gate *gate = valdi__control_gate(runner->control, starter->index);
    uint32_t next = runner->step + 1, count = runner->control->step_count;
    while (next < count && runner->order[next]->starter != starter)
        next++;
    starter->sleeps = true;
    runner->has_sleepers = true;
    if (next == count) {
        valdi__gate_release(runner->control, gate, VALDI__FREE);
        return;
    }
    const struct valdi__step *step = valdi__control_step(runner->control, next);
    await(gate, step->point, step->nth);
    valdi__gate_block(runner->control, gate);
}

/* Lets the starter go to the point, or to its end. False if it is there by itself: it woke, and came to
 * it. */
static bool let_go(valdi_runner *runner, valdi_starter *starter, uint32_t point, uint32_t nth) {
    struct valdi__gate *gate = valdi__control_gate(runner->control, starter->index);
    bool slept = starter->sleeps;
    starter->sleeps = false;
    if (slept && valdi__gate_unblock(runner->control, gate))
        return true; /* what it awaits was told when it fell asleep */
    if (slept && valdi__gate_turn(gate) == VALDI__FINISHED)
        return true; /* it may not be gone yet */
    if (slept && gate->arrived)
        return false;
    gate->arrived = false;
    await(gate, point, nth);
    valdi__gate_release(runner->control, gate, VALDI__MOVING);
    return true;
}

/* Has a starter that stands or sleeps at the point, or at its end. False after the verdict that it is
 * stuck. */
static bool move(valdi_runner *runner, valdi_starter *starter, uint32_t point, uint32_t nth) {
    if (runner->overlaps && point != VALDI__BLOCKED_POINT)
        return valdi__overlap_move(runner, starter, point, nth);
    if (!let_go(runner, starter, point, nth))
        return true;
    enum valdi__outcome outcome =
        valdi__settle(runner, starter, point == VALDI__BLOCKED_POINT, runner->backstop);
    if (outcome == VALDI__SLEPT)
        fall_asleep(runner, starter);
    if (outcome <= VALDI__SLEPT)
        return point != VALDI__NO_POINT || valdi__runner_accepts_end(runner, starter);
    valdi__runner_decide_by(runner, outcome, starter, point == VALDI__NO_POINT);
    return false;
}

/* Whoever slept stands still: sleeps on, or has woken and come to a hook. False after the verdict that
 * somebody does not. */
static bool settle_sleepers(valdi_runner *runner) {
    const valdi_starter *restless = runner->has_sleepers ? valdi__settle_sleepers(runner) : NULL;
    if (!restless)
        return true;
    uint32_t next = runner->step, count = runner->control->step_count;
    while (next < count && runner->order[next]->starter != restless)
        next++;
    valdi__runner_decide(runner, VALDI_STALLED, restless, next == count);
    return false;
}

static bool has_reached(const valdi_runner *runner, const struct valdi__step *step) {
    const valdi_starter *starter = runner->starters[step->starter];
    const struct valdi__gate *gate = valdi__control_gate(runner->control, step->starter);
    if (step->point == VALDI__FINISHED_POINT)
        return starter->joined && !valdi__process_was_refused(starter);
    if (step->point == VALDI__BLOCKED_POINT)
        return starter->sleeps;
    return !starter->joined && gate->arrived && gate->at_point == step->point;
}

/* The hit it waits for is in the past: no need to let the starter run to see that it does not come. */
static bool is_missed(const valdi_runner *runner, const struct valdi__step *step) {
    const valdi_starter *starter = runner->starters[step->starter];
    return step->nth && !starter->sleeps && !starter->ahead &&
           *valdi__control_hits(runner->control, step->point, step->starter) >= step->nth;
}

/* The starter of the step before, if it has no checkpoint left, runs to its end before anyone else moves. */
static bool retire(valdi_runner *runner) {
    const struct valdi__step *step =
        runner->step ? valdi__control_step(runner->control, runner->step - 1) : NULL;
    if (!step || !step->last || runner->starters[step->starter]->joined ||
        runner->starters[step->starter]->sleeps)
        return true;
    return runner->overlaps ? valdi__overlap_retire(runner, runner->starters[step->starter])
                            : move(runner, runner->starters[step->starter], VALDI__NO_POINT, 0);
}

bool valdi__step_advance(valdi_runner *runner) {
    const struct valdi__step *step = valdi__control_step(runner->control, runner->step);
    valdi_starter *starter = runner->starters[step->starter];
    if (!retire(runner))
        return false;
    if (!starter->joined && !is_missed(runner, step) && !move(runner, starter, step->point, step->nth))
        return false;
    if (!has_reached(runner, step)) {
        valdi__runner_decide_missed(runner, starter);
        return false;
    }
    starter->ahead = false;
    runner->step++;
    return settle_sleepers(runner);
}
