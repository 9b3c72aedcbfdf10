// A starter that sleeps at its last checkpoint runs to its end when it wakes, past all hooks; the others stand meanwhile.
// RUN: %cc %s -o %t && %run %t 2>&1 | count 0
#include "../inputs/machine.h"
#include <semaphore.h>

static sem_t semaphore;
static struct machine hers, his;

static void *wakes(void *machine) {
    first_phase(machine);
    sem_post(&semaphore);
    second_phase(machine);
    third_phase(machine);
    return machine;
}

static void *is_woken(void *machine) {
    sem_wait(&semaphore);
    return three_phases(machine);
}

int main(void) {
    sem_init(&semaphore, 0, 0);
    valdi_starter *alice = valdi_starter_thread("alice", wakes, &hers);
    valdi_starter *bob = valdi_starter_thread("bob", is_woken, &his);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(bob),
                     *first = valdi_checkpoint_after(alice, "first_phase");
    valdi_checkpoint *second = valdi_checkpoint_after(alice, "second_phase");
    valdi_checkpoint *third = valdi_checkpoint_after(alice, "third_phase");
    valdi_runner *runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(asleep, first, second, third)));
    assert(valdi_runner_next(runner) == asleep);
    assert(valdi_runner_next(runner) == first && machine_is(&his, "") && !valdi_starter_result(bob));
    assert(valdi_runner_next(runner) == second && machine_is(&his, "123") &&
           valdi_starter_result(bob) == &his);
    assert(machine_is(&hers, "12"));
    assert(valdi_runner_next(runner) == third);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
