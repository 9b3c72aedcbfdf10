// A starter that never ends is stalled in finish, and in free is named and left; the next runner works.
// RUN: %cc %s -o %t && env ASAN_OPTIONS=detect_leaks=0 sh %source/test/repeat.sh 1 %t 2>&1 | FileCheck %s
// CHECK: valdi: order stalled at its end: one has no checkpoint left and did not end for 0.05 s
// CHECK-NEXT:   one  blocked   in read(descriptor {{[0-9]+}}) {{.*}}stalled-at-the-end.c:17{{$}}
// CHECK-NEXT:   two  finished
// CHECK-NEXT:   reached: two finished, one after first_phase
// CHECK-NEXT: valdi: starter "one" does not end; it is left as it is
// CHECK-NEXT: held
#include "../inputs/machine.h"
#include <unistd.h>

static int ends[2];

static void *for_ever(void *machine) {
    first_phase(machine);
    char byte;
    assert(read(ends[0], &byte, 1) == 1);
    return machine;
}

int main(void) {
    static struct machine first = {""}, second = {""};
    assert(!pipe(ends));
    valdi_starter *one = valdi_starter_thread("one", for_ever, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *finished = valdi_checkpoint_finished(two);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(finished, after)));
    assert(valdi_runner_skip_to(runner, after) == after);
    valdi_runner_set_backstop(runner, 50);
    assert(valdi_runner_finish(runner) == VALDI_STALLED);
    valdi_runner_free(runner);

    struct machine third = {""};
    valdi_starter *three = valdi_starter_thread("three", two_phases, &third);
    runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(three), VALDI_ORDER(valdi_checkpoint_after(three, "second_phase"))));
    fprintf(stderr, "%s\n", valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
    assert(write(ends[1], "?", 1) == 1);
}
