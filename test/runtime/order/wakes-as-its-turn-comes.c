// A starter that slept, and comes to a hook just as its turn comes, goes on to its checkpoint.
// UNSUPPORTED: sanitized
// RUN: %cc -I%source %s -o %t && %run %t && %run %t partial
// RUN: %cc -I%source -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"
#include "runtime/control.h"
#include <semaphore.h>
#include <sched.h>
#include <stdatomic.h>

static sem_t awake;
static _Atomic int is_entering, has_begun;

/* The runtime calls this on the way into the gate: it makes the moment as long as need be. */
void __tsan_release(void *gate) {
    is_entering = 1;
    while (has_begun && (((struct valdi__gate *)gate)->turn & ~VALDI__ASLEEP) == VALDI__BLOCKED)
        sched_yield(); /* until the test is in the next call, and has given the turn */
}

static void *sleeps(void *machine) {
    while (sem_wait(&awake))
        ;
    return two_phases(machine);
}

int main(int count, char **arguments) {
    struct machine first = {""}, second = {""};
    valdi_starter *bob = valdi_starter_thread("bob", sleeps, &first),
                  *alice = valdi_starter_thread("alice", two_phases, &second);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(bob),
                     *there = valdi_checkpoint_before(bob, "second_phase");
    valdi_checkpoint *other = valdi_checkpoint_before(alice, "first_phase");
    valdi_runner *runner = runner_or_die(
        count > 1 ? valdi_runner_new_partial(VALDI_STARTERS(alice, bob),
                                             VALDI_CONSTRAINTS({asleep, other}, {there, other}))
                  : valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(asleep, there, other)));
    assert(valdi_runner_next(runner) == asleep);
#ifndef TWIN
    is_entering = 0;
    has_begun = 1;
    assert(!sem_post(&awake));
    while (!is_entering)
        ;
#endif
    assert(valdi_runner_next(runner) == there);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
