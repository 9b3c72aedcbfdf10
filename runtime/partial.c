/* Holding a partial order. All starters run side by side; each stops at its constrained checkpoints and
 * goes on once everything before them was reached. The runner's thread keeps the books; a starter only
 * tells it that there is news. The runner's array of checkpoints has those that were reached first, in
 * that order. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_LOOK = 250 * 1000, /* ns between looks at who sleeps */
    LONGEST_LOOK = 8 * 1000 * 1000,
    AT_ONCE = 1 /* a deadline: what another process says may be no longer true when it is read again */
};

/* What a starter does, as far as the runner has taken notice. */
struct member {
    enum { HELD, RELEASED, ENDED } state;
    bool asleep; /* RELEASED, and seen in the kernel the last time it was looked at */
    bool laid;   /* BLOCKED at its gate, between two calls: it cannot wake and go on unseen */
    struct valdi__wait wait;
};

struct valdi__partial {
    struct valdi__graph *graph;
    struct member *members;
    uint64_t look, interval; /* when to look next, and then after */
};

struct valdi__partial *valdi__partial_new(const valdi_runner *runner, const valdi_constraint constraints[]) {
    struct valdi__partial *partial = calloc(1, sizeof *partial);
    if (partial)
        partial->members = calloc(runner->control->starter_count, sizeof *partial->members);
    if (!partial || !partial->members)
        valdi__error_set("no memory for constraints");
    else if ((partial->graph = valdi__graph_new(runner, constraints)))
        return partial;
    valdi__partial_free(partial);
    return NULL;
}

void valdi__partial_free(struct valdi__partial *partial) {
    if (!partial)
        return;
    valdi__graph_free(partial->graph);
    free(partial->members);
    free(partial);
}

/* ---- the books ---- */

static struct valdi__gate *gate_of(const valdi_runner *runner, uint32_t starter) {
    return valdi__control_gate(runner->control, starter);
}

/* The nodes of a starter: from first to, not including, the result. */
static uint32_t own_nodes(const valdi_runner *runner, uint32_t starter, uint32_t *first) {
    const struct valdi__role *role = valdi__control_role(runner->control, starter);
    *first = role->first_step;
    return *first + role->own_steps;
}

static bool is_hit(const valdi_runner *runner, const struct valdi__step *step) {
    const struct valdi__gate *gate = gate_of(runner, step->starter);
    if (step->point == VALDI__STARTED)
        return gate->at_point == VALDI__STARTED;
    return step->point < VALDI__BLOCKED_POINT &&
           *valdi__control_hits(runner->control, step->point, step->starter) >= step->nth;
}

/* The starter has come to a stand, or has ended: which of its nodes are those? */
static void note_arrivals(const valdi_runner *runner, uint32_t starter) {
    bool ended = runner->partial->members[starter].state == ENDED;
    uint32_t i, end = own_nodes(runner, starter, &i);
    for (; i < end; i++) {
        const struct valdi__step *step = valdi__control_step(runner->control, i);
        struct valdi__node *node = &runner->partial->graph->nodes[i];
        node->arrived =
            node->arrived || is_hit(runner, step) || (ended && step->point == VALDI__FINISHED_POINT);
    }
}

/* Takes notice of who has come to a stand or ended. */
static void take_news(valdi_runner *runner) {
    for (uint32_t i = 0; i < runner->control->starter_count; i++) {
        struct member *member = &runner->partial->members[i];
        struct valdi__gate *gate = gate_of(runner, i);
        if (member->state == ENDED)
            continue;
        if (valdi__gate_turn(gate) == VALDI__ASKING)
            valdi__question_answer(runner, runner->starters[i],
                                   member->laid ? VALDI__BLOCKED : VALDI__MOVING);
        if (runner->starters[i]->joined) {
            member->state = ENDED;
        } else if (member->state != RELEASED) {
            continue;
        } else if (atomic_load(&gate->leaving) || valdi__gate_turn(gate) == VALDI__FINISHED) {
            if (valdi__settle(runner, runner->starters[i], false, LONGEST_LOOK) == VALDI__IMPATIENT)
                continue; /* destructors of the thread's may wait for others */
            member->state = ENDED;
        } else if (valdi__gate_turn(gate) == VALDI__STANDING) {
            if (!valdi__gate_settle(runner->control, gate, AT_ONCE))
                continue;
            member->state = HELD;
        } else {
            continue;
        }
        note_arrivals(runner, i);
    }
}

/* Whether its thread is still to be created by the program. Until then it stands. */
static bool is_unborn(const valdi_runner *runner, uint32_t starter) {
    return !atomic_load(&gate_of(runner, starter)->thread) &&
           valdi__starter_is_adopted(runner->starters[starter]);
}

/* Whether it stands, and has nothing left to wait for there. */
static bool may_go(const valdi_runner *runner, uint32_t starter) {
    const struct valdi__node *nodes = runner->partial->graph->nodes;
    uint32_t i, end = own_nodes(runner, starter, &i);
    while (i < end && (!nodes[i].arrived || nodes[i].reached))
        i++;
    return runner->partial->members[starter].state == HELD && i == end && !is_unborn(runner, starter);
}

static void release_ready(valdi_runner *runner) {
    for (uint32_t i = 0; i < runner->control->starter_count; i++) {
        struct member *member = &runner->partial->members[i];
        if (!may_go(runner, i))
            continue;
        member->state = RELEASED;
        member->asleep = false;
        valdi__gate_release(runner->control, gate_of(runner, i), VALDI__MOVING);
    }
}

/* Puts a checkpoint that is not reached yet to where the next one has its place. */
static void put_next(valdi_runner *runner, const valdi_checkpoint *checkpoint) {
    uint32_t i = runner->step;
    while (runner->order[i] != checkpoint)
        i++;
    runner->order[i] = runner->order[runner->step];
    runner->order[runner->step] = (valdi_checkpoint *)checkpoint;
}

/* Reaches a node that can be. False if there is none. */
static bool reach_one(valdi_runner *runner) {
    struct valdi__graph *graph = runner->partial->graph;
    uint32_t i = 0;
    while (i < graph->node_count &&
           (graph->nodes[i].reached || !graph->nodes[i].arrived || graph->nodes[i].before))
        i++;
    if (i == graph->node_count)
        return false;
    graph->nodes[i].reached = true;
    for (uint32_t edge = graph->nodes[i].edges; edge < graph->nodes[i + 1].edges; edge++)
        graph->nodes[graph->edges[edge]].before--;
    put_next(runner, graph->nodes[i].checkpoint);
    runner->step++;
    return true;
}

/* ---- who sleeps ---- */

/* Twice in the same sleep, a look apart: not just for a moment. */
static void look_at(valdi_runner *runner, uint32_t starter) {
    struct member *member = &runner->partial->members[starter];
    struct valdi__wait wait;
    bool sleeps = valdi__blocked_on_something(runner, runner->starters[starter], &wait);
    member->asleep = sleeps && !memcmp(&wait, &member->wait, sizeof wait);
    member->wait = wait;
    uint32_t i, end = own_nodes(runner, starter, &i);
    for (; member->asleep && i < end; i++)
        if (valdi__control_step(runner->control, i)->point == VALDI__BLOCKED_POINT)
            runner->partial->graph->nodes[i].arrived = true;
}

/* Whether it was let go, or is to be created, and has a checkpoint to come to. */
static bool is_on_its_way(const valdi_runner *runner, uint32_t starter) {
    uint32_t i, end = own_nodes(runner, starter, &i);
    while (i < end && runner->partial->graph->nodes[i].arrived)
        i++;
    return i < end && (runner->partial->members[starter].state == RELEASED || is_unborn(runner, starter));
}

/* Whether nobody that is on its way can go on; the others, whatever they do, come to no checkpoint.
 * culprit is one of them, NULL if there is none. */
static bool are_stuck(valdi_runner *runner, const valdi_starter **culprit) {
    *culprit = NULL;
    for (uint32_t i = 0; i < runner->control->starter_count; i++) {
        if (!is_on_its_way(runner, i))
            continue;
        if ((!runner->partial->members[i].asleep && !is_unborn(runner, i)) ||
            !valdi__blocked_for_good(runner, runner->starters[i], &runner->stuck))
            return false;
        *culprit = *culprit ? *culprit : runner->starters[i];
        if (runner->stuck.ring == runner->stuck.count && !runner->stuck.holder)
            break; /* nobody in the process can go on: the others are stuck as well */
    }
    return true;
}

/* ---- verdicts ---- */

/* A checkpoint of the starter that was not reached comes next; false if it has none. */
static bool put_pending(valdi_runner *runner, uint32_t starter, bool arrived) {
    uint32_t i, end = own_nodes(runner, starter, &i);
    while (i < end &&
           (runner->partial->graph->nodes[i].reached || runner->partial->graph->nodes[i].arrived != arrived))
        i++;
    if (i < end)
        put_next(runner, runner->partial->graph->nodes[i].checkpoint);
    return i < end;
}

/* Whoever has ended reaches nothing any more. */
static bool is_unreached(valdi_runner *runner) {
    for (uint32_t i = 0; i < runner->control->starter_count; i++)
        if (runner->partial->members[i].state == ENDED && put_pending(runner, i, false)) {
            valdi__runner_decide_missed(runner, runner->starters[i]);
            return true;
        }
    return false;
}

static bool is_infeasible(valdi_runner *runner) {
    const valdi_starter *culprit;
    if (!are_stuck(runner, &culprit))
        return false;
    for (uint32_t i = 0; i < runner->control->starter_count; i++)
        if (may_go(runner, i))
            return false;         /* it was created meanwhile */
    bool waits = culprit == NULL; /* all stand, each for what another comes to later */
    for (uint32_t i = 0; waits && !culprit && i < runner->control->starter_count; i++)
        culprit = runner->partial->members[i].state == HELD && put_pending(runner, i, true)
                      ? runner->starters[i]
                      : NULL;
    if (!culprit)
        return false;
    if (waits)
        runner->stuck.count = runner->stuck.ring = 0;
    else
        valdi__blocked_for_good(runner, culprit, &runner->stuck);
    put_pending(runner, culprit->index, waits);
    valdi__runner_decide(runner, VALDI_INFEASIBLE, culprit, false);
    return true;
}

static void decide_stalled(valdi_runner *runner) {
    uint32_t i = 0, last = runner->control->starter_count - 1;
    while (i < last && !is_on_its_way(runner, i))
        i++;
    if (!is_on_its_way(runner, i)) /* nobody is: one that keeps the others from being looked at */
        for (i = 0; i < last && runner->partial->members[i].state != RELEASED;)
            i++;
    bool ending = !put_pending(runner, i, false);
    valdi__runner_decide(runner, VALDI_STALLED, runner->starters[i], ending);
}

/* ---- a call ---- */

/* Between two calls those that sleep stay where they are, should they wake. */
static void lay_down(valdi_runner *runner, bool lay) {
    for (uint32_t i = 0; i < runner->control->starter_count; i++) {
        struct member *member = &runner->partial->members[i];
        struct valdi__gate *gate = gate_of(runner, i);
        if (lay && member->state == RELEASED)
            member->laid = valdi__gate_block(runner->control, gate);
        else if (!lay && member->laid && !valdi__gate_unblock(runner->control, gate) && !gate->arrived)
            valdi__gate_release(runner->control, gate,
                                VALDI__MOVING); /* it woke, and stands at a hook of no node */
        member->laid = member->laid && lay;
    }
}

/* Those that were asleep the last time it was looked at may have woken since. If all sleep on, nobody has
 * run in between who could have woken one of them. */
static bool everybody_stands(valdi_runner *runner) {
    struct member *members = runner->partial->members;
    uint32_t count = runner->control->starter_count;
    for (uint32_t i = 0; i < count; i++)
        if (members[i].state == RELEASED && !members[i].asleep)
            return false;
    for (uint32_t i = 0; i < count; i++) {
        members[i].asleep = members[i].state == RELEASED && valdi__wait_lasts(&members[i].wait);
        if (members[i].state == RELEASED && !members[i].asleep)
            return false;
    }
    return true;
}

/* Waits for news, and looks at who sleeps when it is time to. False when patience is over, with what has
 * passed since then. */
static bool await_news(valdi_runner *runner, struct valdi__patience *patience, uint32_t seen,
                       uint64_t since) {
    struct valdi__partial *partial = runner->partial;
    valdi__control_await(runner->control, seen, partial->look);
    if (valdi__clock_now() >= partial->look) {
        for (uint32_t i = 0; i < runner->control->starter_count; i++)
            if (!valdi__process_has_ended(runner, runner->starters[i]) &&
                partial->members[i].state == RELEASED)
                look_at(runner, i);
        partial->interval = partial->interval * 2 < LONGEST_LOOK ? partial->interval * 2 : LONGEST_LOOK;
        partial->look = valdi__clock_now() + partial->interval;
    }
    return !valdi__patience_is_over(patience, runner, since);
}

/* Reaches what can be reached now: one checkpoint if everybody is to stand, else all. True if that is
 * enough. */
static bool reach(valdi_runner *runner, bool stop) {
    bool reached = false;
    if (stop)
        return everybody_stands(runner) && reach_one(runner);
    while (reach_one(runner))
        reached = true;
    if (reached)
        release_ready(runner);
    return runner->step == runner->control->step_count;
}

static bool advance(valdi_runner *runner, bool stop) {
    struct valdi__patience patience = {.most = runner->backstop};
    runner->partial->interval = FIRST_LOOK;
    runner->partial->look = valdi__clock_now() + FIRST_LOOK;
    for (;;) {
        uint64_t since = valdi__clock_now();
        uint32_t seen = atomic_load(&valdi__control_state(runner->control)->news);
        take_news(runner);
        release_ready(runner);
        if (reach(runner, stop))
            return true;
        if ((!stop || everybody_stands(runner)) && (is_unreached(runner) || is_infeasible(runner)))
            return false;
        if (!await_news(runner, &patience, seen, since)) {
            if (!is_unreached(runner))
                decide_stalled(runner);
            return false;
        }
    }
}

bool valdi__partial_advance(valdi_runner *runner, bool stop) {
    lay_down(runner, false);
    bool reached = advance(runner, stop);
    lay_down(runner, true);
    return reached;
}

/* ---- the report ---- */

void valdi__partial_write_waits(FILE *out, const valdi_runner *runner, uint32_t starter, int indent) {
    const struct valdi__graph *graph = runner->partial->graph;
    uint32_t own, end = own_nodes(runner, starter, &own);
    for (uint32_t i = 0; i < graph->node_count; i++)
        for (uint32_t edge = graph->nodes[i].edges; edge < graph->nodes[i + 1].edges; edge++) {
            const struct valdi__node *then = &graph->nodes[graph->edges[edge]];
            if (graph->nodes[i].reached || graph->edges[edge] < own || graph->edges[edge] >= end ||
                !then->arrived || then->reached)
                continue;
            fprintf(out, "\n%*swaits for %s ", indent, "", graph->nodes[i].checkpoint->starter->name);
            valdi__checkpoint_describe(out, graph->nodes[i].checkpoint);
            return;
        }
}
