// A starter that slept and is next awaited at its end stops at the first hook after it woke, if that comes before its turn.
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
    machine_note(machine, '0');
    two_phases(machine);
    return machine;
}

int main(void) {
    sem_init(&semaphore, 0, 0);
    valdi_starter *alice = valdi_starter_thread("alice", wakes, &hers);
    valdi_starter *bob = valdi_starter_thread("bob", is_woken, &his);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(bob),
                     *first = valdi_checkpoint_before(alice, "first_phase");
    valdi_checkpoint *second = valdi_checkpoint_after(alice, "second_phase"),
                     *end = valdi_checkpoint_finished(bob);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(asleep, first, end, second)));
    assert(valdi_runner_next(runner) == asleep && machine_is(&his, ""));
    assert(valdi_runner_next(runner) == first && machine_is(&his, "0"));
    assert(valdi_runner_next(runner) == end && machine_is(&his, "012"));
    assert(valdi_starter_result(bob) == &his);
    assert(valdi_runner_next(runner) == second);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
