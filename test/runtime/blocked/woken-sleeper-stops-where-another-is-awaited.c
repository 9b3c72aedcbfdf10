// A woken starter also stops at hooks that the order mentions for others alone, and goes on from there when it is its turn.
// RUN: %cc %s -o %t && %run %t 2>&1 | count 0
#include "../inputs/machine.h"
#include <semaphore.h>

static sem_t semaphore;
static struct machine hers, his;

static void *wakes(void *machine) {
    sem_post(&semaphore);
    first_phase(machine);
    second_phase(machine);
    return machine;
}

static void *is_woken(void *machine) {
    sem_wait(&semaphore);
    first_phase(machine);
    second_phase(machine);
    third_phase(machine);
    return machine;
}

int main(void) {
    sem_init(&semaphore, 0, 0);
    valdi_starter *alice = valdi_starter_thread("alice", wakes, &hers);
    valdi_starter *bob = valdi_starter_thread("bob", is_woken, &his);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(bob),
                     *first = valdi_checkpoint_after(alice, "first_phase");
    valdi_checkpoint *second = valdi_checkpoint_after(alice, "second_phase");
    valdi_checkpoint *third = valdi_checkpoint_after(bob, "third_phase");
    valdi_runner *runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(asleep, first, second, third)));
    assert(valdi_runner_next(runner) == asleep && machine_is(&his, ""));
    assert(valdi_runner_next(runner) == first && machine_is(&his, "1"));
    assert(valdi_runner_next(runner) == second && machine_is(&his, "1"));
    assert(valdi_runner_next(runner) == third && machine_is(&his, "123"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
