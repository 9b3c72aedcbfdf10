// Threads are adopted that another starter, a thread that is none, or a library compiled without the pass creates.
// RUN: %plain-clang %san -g -fPIC -shared %S/inputs/pool.c -o %t.so
// RUN: for f in "%t.so" "-fno-pie -no-pie %S/inputs/pool.c" "-fuse-ld=lld %t.so"; do \
// RUN:     %cc %s $f -o %t && for who in TEST STARTER FREE; do %run %t $who || exit 1; done || exit 1; done
// RUN: %cc -DTWIN %s %t.so -o %t.twin && not --crash %t.twin STARTER
#include "../inputs/machine.h"
#include <pthread.h>

void pool_start(unsigned index, void *(*function)(void *), void *argument);
void pool_end(unsigned count);

static struct machine machines[2];

static void *pass_by(void *argument) {
    return argument;
}

VALDI_CHECKPOINT static void *serve(void *machine) {
    return two_phases(machine);
}

static void *start_all(void *argument) {
    pool_start(0, serve, &machines[0]);
    pool_start(1, pass_by, NULL);
    pool_start(2, serve, &machines[1]);
    first_phase(argument);
    pool_end(3);
    return argument;
}

int main(int count, char **arguments) {
    struct machine own = {""};
    pthread_t free_thread = 0;
    valdi_starter *creator =
        valdi_starter_thread("creator", !strcmp(arguments[1], "STARTER") ? start_all : two_phases, &own);
    valdi_starter *one = valdi_starter_adopt("one", "serve", 1),
                  *two = valdi_starter_adopt("two", "serve", 2);
    valdi_checkpoint *created = valdi_checkpoint_after(creator, "first_phase"),
                     *late = valdi_checkpoint_after(two, "first_phase"),
                     *early = valdi_checkpoint_after(one, "second_phase"),
                     *end = valdi_checkpoint_finished(creator);
    valdi_runner *runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(creator, one, two), VALDI_ORDER(created, late, early, end)));
    struct machine others = {""};
    if (!strcmp(arguments[1], "TEST")) {
        pool_start(0, serve, &machines[0]);
        pool_start(1, serve, &machines[1]);
    } else if (!strcmp(arguments[1], "FREE")) {
        assert(!pthread_create(&free_thread, NULL, start_all, &others));
    }
    assert(valdi_runner_next(runner) == created);
    assert(valdi_runner_next(runner) == late && machine_is(&machines[1], "1") &&
           machine_is(&machines[0], ""));
#ifdef TWIN
    assert(machine_is(&machines[0], "12"));
#endif
    assert(valdi_runner_next(runner) == early && machine_is(&machines[1], "12") &&
           machine_is(&machines[0], "12"));
    assert(valdi_runner_next(runner) == end);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    if (free_thread)
        assert(!pthread_join(free_thread, NULL));
    else if (!strcmp(arguments[1], "TEST"))
        pool_end(2);
    valdi_runner_free(runner);
}
