/* The steps of a recording. Its threads ran side by side: what one did between two of its hits may have taken place
 * before its turn, and another may need it. So, other than where an order is declared, a starter that sleeps on its way
 * to its checkpoint lets others run ahead, each to its own next checkpoint, until it goes on: first who holds what it
 * waits for, then in the order in which their turns come. Checkpoints are still reached in order. */
#include "runtime.h"

/* The starter's next step; the count of steps if it has none left. */
static uint32_t next_step(const valdi_runner *runner, const valdi_starter *starter) {
    uint32_t step = runner->step;
    while (step < runner->control->step_count && runner->order[step]->starter != starter)
        step++;
    return step;
}

/* Whether it stands, and not because it is where it is to be next. */
static bool can_run_ahead(const valdi_runner *runner, const valdi_starter *starter) {
    return !starter->ahead && !starter->joined && valdi__adopt_has_come(starter) &&
           valdi__gate_turn(valdi__control_gate(runner->control, starter->index)) == VALDI__STANDING;
}

/* Who may be able to help the starter go on; NULL if nobody can. */
static valdi_starter *find_helper(valdi_runner *runner, const valdi_starter *starter) {
    const valdi_starter *holder = NULL;
    valdi_starter *helper = NULL;
    if (valdi__blocked_for_good(runner, starter, &runner->stuck) && runner->stuck.holder)
        holder = valdi__blocked_starter(runner, runner->stuck.holder);
    if (holder && holder != starter && can_run_ahead(runner, holder))
        return runner->starters[holder->index];
    for (uint32_t i = 0; runner->starters[i]; i++)
        if (runner->starters[i] != starter && can_run_ahead(runner, runner->starters[i]) &&
            (!helper || next_step(runner, runner->starters[i]) < next_step(runner, helper)))
            helper = runner->starters[i];
    return helper;
}

/* Waits until the starter stands, sleeps, or is gone. False after the verdict that it does none of these. */
static bool settle(valdi_runner *runner, valdi_starter *starter, bool ending) {
    enum valdi__outcome outcome = valdi__settle(runner, starter, true, runner->backstop);
    if (outcome == VALDI__IMPATIENT)
        valdi__runner_decide_by(runner, outcome, starter, ending);
    return outcome != VALDI__IMPATIENT;
}

/* Lets it go to its next checkpoint, or to its end, and waits. */
static bool run_ahead(valdi_runner *runner, valdi_starter *helper) {
    uint32_t number = next_step(runner, helper);
    if (number == runner->control->step_count)
        return valdi__overlap_retire(runner, helper);
    const struct valdi__step *step = valdi__control_step(runner->control, number);
    valdi__step_let_go(runner, helper, step->point, step->nth);
    helper->ahead = true;
    return settle(runner, helper, false);
}

bool valdi__overlap_retire(valdi_runner *runner, valdi_starter *starter) {
    valdi__gate_release(runner->control, valdi__control_gate(runner->control, starter->index), VALDI__FREE);
    return settle(runner, starter, true) && (!starter->joined || valdi__runner_accepts_end(runner, starter));
}

bool valdi__overlap_move(valdi_runner *runner, valdi_starter *starter, uint32_t point, uint32_t nth) {
    valdi_starter *helper;
    enum valdi__outcome outcome;
    if (!starter->ahead && !valdi__step_let_go(runner, starter, point, nth))
        return true;
    while ((outcome = valdi__settle(runner, starter, true, runner->backstop)) != VALDI__SETTLED &&
           outcome != VALDI__IMPATIENT && (helper = find_helper(runner, starter)))
        if (!run_ahead(runner, helper))
            return false;
    if (outcome == VALDI__SLEPT || outcome == VALDI__STUCK) /* nobody can help */
        outcome = valdi__settle(runner, starter, false, runner->backstop);
    if (outcome == VALDI__SETTLED)
        return true;
    valdi__runner_decide_by(runner, outcome, starter, point == VALDI__NO_POINT);
    return false;
}
