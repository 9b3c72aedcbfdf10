/* Waiting for starters: until one stands, sleeps, cannot go on, or nobody has made progress for too long.
 * Used by the runner's thread. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A timer that expires soon must be set in the hardware at each wait, which may cost as much as the
 * hand-over itself; one that expires behind the kernel's next tick need not. */
enum {
    SLICES = 10,                    /* of the backstop's time */
    FIRST_LOOK = 250 * 1000,        /* ns until it is looked at what the starter does... */
    LONGEST_LOOK = 8 * 1000 * 1000, /* ... and between looks, each twice as far as the last */
    QUICK = 200, /* steps in a row after which no other is expected, and the first look comes as late */
    AT_ONCE = 1  /* a deadline: what another process says may be no longer true when it is read again */
};

static bool is_starters_process(const valdi_runner *runner, uint32_t process) {
    for (uint32_t i = 0; runner->starters[i]; i++)
        if (valdi__process_of(runner->starters[i]) &&
            (uint32_t)valdi_starter_process(runner->starters[i]) == process)
            return true;
    return false;
}

/* Whether a debugger is attached to the process, 0: this one. Neither the test nor what a starter has made is
 * one: that could stop the clock for good. */
static bool is_debugged(const valdi_runner *runner, uint32_t process) {
    enum { GENERATIONS = 64 };
    uint32_t ancestor = valdi__process_tracer(process);
    bool debugged = ancestor && ancestor != (uint32_t)getpid();
    for (int i = 0; debugged && ancestor && i < GENERATIONS; i++) {
        debugged = !is_starters_process(runner, ancestor);
        ancestor = valdi__process_parent(ancestor);
    }
    return debugged;
}

/* The same for all that have starters. */
static bool is_traced(const valdi_runner *runner) {
    bool traced = is_debugged(runner, 0);
    for (uint32_t i = 0; !traced && runner->starters[i]; i++) {
        int process = valdi__process_of(runner->starters[i]) ? valdi_starter_process(runner->starters[i]) : 0;
        traced = process && is_debugged(runner, process);
    }
    return traced;
}

/* Waits for the starter to stand or to be gone, and answers what it asks meanwhile. False at the deadline. */
static bool settle_until(valdi_runner *runner, valdi_starter *starter, uint64_t deadline) {
    struct valdi__gate *gate = valdi__control_gate(runner->control, starter->index);
    while (valdi__gate_settle(runner->control, gate, deadline)) {
        enum valdi__turn turn = valdi__gate_turn(gate);
        if (turn == VALDI__FINISHED)
            return valdi__starter_join(starter, deadline);
        if (turn != VALDI__ASKING)
            return true;
        valdi__question_answer(runner, starter, starter->sleeps ? VALDI__BLOCKED : VALDI__MOVING);
        if (valdi__clock_now() >= deadline)
            return false;
    }
    return valdi__process_has_ended(runner, starter);
}

/* ---- patience ---- */

static uint32_t all_progress(const valdi_runner *runner) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < runner->control->starter_count; i++)
        sum += atomic_load_explicit(&valdi__control_gate(runner->control, i)->progress, memory_order_relaxed);
    return sum;
}

/* Whether there was progress. While one waits, each starter comes to its checkpoints, wakes, and ends: what
 * would be more is made up. */
static bool was_made(struct valdi__patience *patience, const valdi_runner *runner) {
    uint32_t progress = all_progress(runner);
    uint32_t most = runner->control->step_count + 2 * runner->control->starter_count + 1;
    bool made = progress != patience->progress && patience->made < most;
    patience->progress = progress;
    patience->made += made;
    return made;
}

bool valdi__patience_is_over(struct valdi__patience *patience, const valdi_runner *runner, uint64_t since) {
    uint64_t slice = patience->most / SLICES + 1, more = valdi__clock_now() - since;
    uint64_t waited = patience->waited + (more < slice ? more : slice);
    if (was_made(patience, runner))
        waited = 0;
    else if (waited / slice != patience->waited / slice && patience->most && is_traced(runner))
        waited = patience->waited;
    patience->waited = waited;
    return waited >= patience->most;
}

/* A look must not take longer than what it can count for. */
static uint64_t next_interval(uint64_t interval, uint64_t most) {
    uint64_t longest = most / SLICES < LONGEST_LOOK ? most / SLICES + 1 : LONGEST_LOOK;
    return interval * 2 < longest ? interval * 2 : longest;
}

/* ---- one starter ---- */

/* Whether it comes to stand so soon that there is no need for a clock. */
static bool settle_at_once(valdi_runner *runner, valdi_starter *starter) {
    struct valdi__gate *gate = valdi__control_gate(runner->control, starter->index);
    valdi__gate_spin(runner->control, gate);
    return valdi__gate_turn(gate) == VALDI__STANDING && valdi__gate_settle(runner->control, gate, AT_ONCE);
}

enum valdi__outcome valdi__settle(valdi_runner *runner, valdi_starter *starter, bool until_blocked,
                                  uint64_t most) {
    struct valdi__patience patience = {.most = most};
    struct valdi__wait wait, former = {0};
    uint64_t interval = runner->quick >= QUICK && !until_blocked ? LONGEST_LOOK : FIRST_LOOK;
    runner->quick += runner->quick < QUICK;
    if (settle_at_once(runner, starter))
        return VALDI__SETTLED;
    for (;; runner->quick = 0) {
        uint64_t since = valdi__clock_now();
        if (settle_until(runner, starter, since + (most ? interval : 0)))
            return VALDI__SETTLED;
        bool has_begun = atomic_load(&valdi__control_gate(runner->control, starter->index)->thread);
        if (has_begun && until_blocked && valdi__blocked_on_something(runner, starter, &wait)) {
            if (!memcmp(&wait, &former, sizeof wait))
                return VALDI__SLEPT;
            former = wait; /* not just for a moment */
        } else if (!(has_begun && until_blocked) &&
                   valdi__blocked_for_good(runner, starter, &runner->stuck)) {
            return VALDI__STUCK;
        }
        if (valdi__patience_is_over(&patience, runner, since))
            return VALDI__IMPATIENT;
        interval = runner->quick >= QUICK ? FIRST_LOOK : next_interval(interval, most);
    }
}

/* ---- those that slept ---- */

/* False after the backstop's time. used tells whether it has run when it is asked again: its processor
 * time while it sleeps, else 0. */
static bool settle_sleeper(valdi_runner *runner, valdi_starter *starter, uint64_t *used) {
    struct valdi__patience patience = {.most = runner->backstop};
    struct valdi__wait wait;
    *used = 0;
    for (uint64_t interval = 0;;
         interval = next_interval(interval ? LONGEST_LOOK : FIRST_LOOK / 2, patience.most)) {
        uint64_t since = valdi__clock_now();
        if (settle_until(runner, starter, since + interval))
            return true;
        if (valdi__blocked_on_something(runner, starter, &wait)) {
            *used = wait.used;
            return true;
        }
        if (valdi__patience_is_over(&patience, runner, since))
            return false;
    }
}

/* One that wakes may, on its way to a hook, wake another that was seen asleep: everybody is looked at
 * until nobody has run between two looks in a row, or for the backstop's time if somebody from outside
 * wakes them on and on. */
const valdi_starter *valdi__settle_sleepers(valdi_runner *runner) {
    uint64_t seen = 0, before, used, end = valdi__clock_now() + runner->backstop;
    const valdi_starter *asleep;
    uint32_t looked_at;
    do {
        asleep = NULL;
        before = seen;
        seen = looked_at = 0;
        for (uint32_t i = 0; i < runner->control->starter_count; i++) {
            valdi_starter *starter = runner->starters[i];
            if (!starter->sleeps || starter->joined)
                continue;
            if (!settle_sleeper(runner, starter, &used))
                return starter;
            seen = seen * 31 + used;
            looked_at++;
            asleep = used ? starter : asleep;
        }
        if (!asleep || looked_at == 1 || seen == before)
            return NULL;
    } while (valdi__clock_now() < end);
    return asleep;
}
