// A starter that is woken while it is not its turn goes to its next hook and no further, until it is its turn.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: held
// The twin has no hook on the way: by the time alice stands, bob is at its third phase.
// TWIN: held
#include "../inputs/machine.h"
#include <semaphore.h>

static sem_t semaphore;
static struct machine his;

static void *wakes(void *argument) {
    sem_post(&semaphore);
    VALDI_POINT("posted");
    VALDI_POINT("later");
    return argument;
}

static void *is_woken(void *machine) {
    sem_wait(&semaphore);
#ifndef TWIN
    VALDI_POINT("on the way");
#endif
    machine_note(machine, '1');
    third_phase(machine);
    return machine;
}

int main(void) {
    sem_init(&semaphore, 0, 0);
    valdi_starter *alice = valdi_starter_thread("alice", wakes, NULL);
    valdi_starter *bob = valdi_starter_thread("bob", is_woken, &his);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(bob), *posted = valdi_checkpoint_at(alice, "posted");
    valdi_checkpoint *later = valdi_checkpoint_at(alice, "later"),
                     *third = valdi_checkpoint_before(bob, "third_phase");
#ifdef TWIN
    const char *meanwhile = "1";
    valdi_checkpoint *order[] = {asleep, posted, later, third, NULL};
#else
    /* A hook that the order mentions, if for a moment that has to come yet. */
    const char *meanwhile = "";
    valdi_checkpoint *way = valdi_checkpoint_at(bob, "on the way");
    valdi_checkpoint *order[] = {asleep, posted, later, way, third, NULL};
#endif
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), order));
    assert(valdi_runner_next(runner) == asleep && machine_is(&his, ""));
    assert(valdi_runner_next(runner) == posted && machine_is(&his, meanwhile));
    assert(valdi_runner_next(runner) == later && machine_is(&his, meanwhile));
    if (order[4]) {
        assert(valdi_runner_next(runner) == order[3] && machine_is(&his, ""));
    }
    assert(valdi_runner_next(runner) == third && machine_is(&his, "1"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    fprintf(stderr, "held\n");
    valdi_runner_free(runner);
}
