// A thread whose destructors wait for another starter's next move does not keep a partial order from going on.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"
#include <pthread.h>
#include <sched.h>
#include <time.h>
#include <unistd.h>

static int ends[2];
static pthread_key_t key;
static _Atomic int is_ending;

static void wait_for_byte(void *machine) {
    char byte;
    is_ending = 1;
    assert(read(ends[0], &byte, 1) == 1);
}

static void *ends_late(void *machine) {
    pthread_setspecific(key, machine);
    first_phase(machine);
    return machine;
}

static void *writes(void *machine) {
    while (!is_ending)
        sched_yield();
    two_phases(machine);
#ifndef TWIN
    assert(write(ends[1], "?", 1) == 1);
#endif
    return machine;
}

int main(void) {
    struct machine first = {""}, second = {""};
    assert(!pipe(ends) && !pthread_key_create(&key, wait_for_byte));
    valdi_starter *one = valdi_starter_thread("one", ends_late, &first);
    valdi_starter *two = valdi_starter_thread("two", writes, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"),
                     *b = valdi_checkpoint_before(two, "second_phase");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new_partial(VALDI_STARTERS(one, two), VALDI_CONSTRAINTS({a, b})));
    valdi_runner_set_backstop(runner, 2000);
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert(after.tv_sec - before.tv_sec < 2);
    valdi_runner_free(runner);
}
