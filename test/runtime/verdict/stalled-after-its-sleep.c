// A starter that has woken and comes to no hook is told by what it was on its way to.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: valdi: order stalled at step 3 of 3: bob made no progress for 0.05 s towards "before second_phase"
// CHECK: reached: bob blocked, alice after first_phase
#include "../inputs/machine.h"
#include <semaphore.h>
#include <stdatomic.h>

static sem_t awake;
static _Atomic int may_end;

static void *posts(void *machine) {
    assert(!sem_post(&awake));
    first_phase(machine);
    return machine;
}

static void *spins(void *machine) {
    while (sem_wait(&awake))
        ;
    while (!may_end)
        ;
    return two_phases(machine);
}

int main(void) {
    struct machine first = {""}, second = {""};
    valdi_starter *alice = valdi_starter_thread("alice", posts, &first);
    valdi_starter *bob = valdi_starter_thread("bob", spins, &second);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(bob),
                     *posted = valdi_checkpoint_after(alice, "first_phase");
    valdi_checkpoint *later = valdi_checkpoint_before(bob, "second_phase");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(asleep, posted, later)));
    assert(valdi_runner_next(runner) == asleep);
    valdi_runner_set_backstop(runner, 50);
    assert(!valdi_runner_next(runner) && valdi_runner_verdict(runner) == VALDI_STALLED);
    may_end = 1;
    valdi_runner_free(runner);
}
