/* The steps of a recording. Its threads ran side by side: what one did between two of its hits may have taken place
 * before its turn, and another may need it. So, other than where an order is declared, a starter that sleeps on its way
 * to its checkpoint, or takes long, lets others run ahead, until it goes on: first who holds what it waits for, then in the
 * order in which their turns come. Each runs to its own next checkpoint or, where locks.c is there, lock: with a lock of
 * its own it could be in the way. Checkpoints are still reached in order. */
#include "runtime.h"

/* ns: it may be waiting awake. In a program that does, half as long each time, down to a 64th. */
enum { LONG = 100 * 1000 * 1000, HALVES = 6 };

/* The starter's next step; the count of steps if it has none left. What was found stays true until the runner is past it,
 * so each starter goes through the steps once in all. */
static uint32_t next_step(const valdi_runner *runner, valdi_starter *starter) {
    uint32_t step = starter->next > runner->step ? starter->next : runner->step;
    while (step < runner->control->step_count && runner->order[step]->starter != starter)
        step++;
    return starter->next = step;
}

static struct valdi__gate *gate_of(const valdi_runner *runner, const valdi_starter *starter) {
    return valdi__control_gate(runner->control, starter->index);
}

/* Whether it stands, and not because it is where it is to be next. */
static bool can_run_ahead(const valdi_runner *runner, const valdi_starter *starter) {
    const struct valdi__gate *gate = gate_of(runner, starter);
    return !starter->joined && valdi__adopt_has_come(starter) && valdi__gate_turn(gate) == VALDI__STANDING &&
           !(starter->ahead && gate->arrived);
}

/* Whether it has run ahead and stands before a lock, or before it comes back from a condition. */
static bool is_at_lock(const valdi_runner *runner, const valdi_starter *starter) {
    return starter->ahead && !gate_of(runner, starter)->arrived;
}

/* Another may have had the lock first: who need not take one goes first. Then whose turn comes first, but one that asks for
 * lock after lock may itself be waiting for another. */
static bool is_better(const valdi_runner *runner, valdi_starter *helper, valdi_starter *than) {
    enum { IN_A_ROW = 16 };
    if (is_at_lock(runner, helper) != is_at_lock(runner, than))
        return is_at_lock(runner, than);
    uint32_t turns = helper->helped / IN_A_ROW, others = than->helped / IN_A_ROW;
    return turns != others ? turns < others : next_step(runner, helper) < next_step(runner, than);
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
            (!helper || is_better(runner, runner->starters[i], helper)))
            helper = runner->starters[i];
    return helper;
}

/* Lets a starter that stands go to the point. BLOCKED: it stops at the next lock too. */
static void let_go(valdi_runner *runner, valdi_starter *starter, uint32_t point, uint32_t nth,
                   enum valdi__turn turn) {
    struct valdi__gate *gate = gate_of(runner, starter);
    gate->arrived = false;
    atomic_store_explicit(&gate->awaited_nth, nth, memory_order_relaxed);
    atomic_store_explicit(&gate->awaited_point, point, memory_order_release);
    valdi__gate_release(runner->control, gate, turn);
}

/* Waits until the starter stands, sleeps, is gone, or has taken long. */
static enum valdi__outcome settle(valdi_runner *runner, valdi_starter *starter) {
    uint64_t most = LONG >> (runner->awake_waits < HALVES ? runner->awake_waits : HALVES);
    return valdi__settle(runner, starter, true, runner->backstop < most ? runner->backstop : most);
}

/* Lets it go to its next lock or checkpoint, or to its end, and waits. */
static void run_ahead(valdi_runner *runner, valdi_starter *helper) {
    uint32_t number = next_step(runner, helper);
    const struct valdi__step *step =
        number < runner->control->step_count ? valdi__control_step(runner->control, number) : NULL;
    helper->ahead = step;
    helper->helped++;
    if (step)
        let_go(runner, helper, step->point, step->nth, VALDI__BLOCKED);
    else
        valdi__gate_release(runner->control, gate_of(runner, helper), VALDI__FREE);
    settle(runner, helper);
}

bool valdi__overlap_retire(valdi_runner *runner, valdi_starter *starter) {
    valdi__gate_release(runner->control, gate_of(runner, starter), VALDI__FREE);
    settle(runner, starter);
    return !starter->joined || valdi__runner_accepts_end(runner, starter);
}

/* The starter's turn has come, wherever it has run ahead to. */
static void take_turn(valdi_runner *runner, valdi_starter *starter, uint32_t point, uint32_t nth) {
    struct valdi__gate *gate = gate_of(runner, starter);
    if (starter->ahead && valdi__gate_unblock(runner->control, gate))
        return; /* it sleeps on its way there */
    if (valdi__gate_turn(gate) == VALDI__STANDING && !(starter->ahead && gate->arrived))
        let_go(runner, starter, point, nth, VALDI__MOVING);
}

bool valdi__overlap_move(valdi_runner *runner, valdi_starter *starter, uint32_t point, uint32_t nth) {
    uint64_t end = valdi__clock_now() + runner->backstop;
    valdi_starter *helper;
    enum valdi__outcome outcome;
    bool took_long = false;
    take_turn(runner, starter, point, nth);
    for (uint32_t i = 0; runner->starters[i]; i++)
        runner->starters[i]->helped = 0;
    while ((outcome = settle(runner, starter)) != VALDI__SETTLED && valdi__clock_now() < end &&
           (helper = find_helper(runner, starter))) {
        took_long = took_long || outcome == VALDI__IMPATIENT;
        run_ahead(runner, helper);
    }
    runner->awake_waits += took_long && outcome == VALDI__SETTLED;
    if (outcome != VALDI__SETTLED) /* nobody can help */
        outcome = valdi__settle(runner, starter, false, runner->backstop);
    if (outcome == VALDI__SETTLED)
        return true;
    valdi__runner_decide_by(runner, outcome, starter, point == VALDI__NO_POINT);
    return false;
}
