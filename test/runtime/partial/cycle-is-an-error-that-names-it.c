// Constraints that go round in a circle are refused, and the error names the circle; so does what one starter cannot undo.
// RUN: %cc %s -o %t && %t | FileCheck %s
#include "../inputs/machine.h"

static struct machine first, second;

static void try(const char *title, int which) {
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"),
                     *b = valdi_checkpoint_before(two, "first_phase");
    valdi_checkpoint *c = valdi_checkpoint_after(two, "second_phase"), *end = valdi_checkpoint_finished(one);
    valdi_checkpoint *early = valdi_checkpoint_nth(valdi_checkpoint_before(one, "second_phase"), 1);
    valdi_checkpoint *late = valdi_checkpoint_nth(valdi_checkpoint_before(one, "second_phase"), 2);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(one);
    const valdi_constraint cases[][4] = {{{a, b}, {b, c}, {c, a}, {0, 0}},
                                         {{a, a}, {0, 0}},
                                         {{late, b}, {b, early}, {0, 0}},
                                         {{end, b}, {b, a}, {0, 0}},
                                         {{a, NULL}, {0, 0}},
                                         {{b, end}, {0, 0}},
                                         {{b, asleep}, {0, 0}},
                                         {{0, 0}}};
    valdi_runner *runner = valdi_runner_new_partial(VALDI_STARTERS(one, two), cases[which]);
    printf("%s: %s\n", title, runner ? "a runner" : valdi_error());
    assert(!runner);
    valdi_starter_free(one);
    valdi_starter_free(two);
}

int main(void) {
    try("three", 0);
    // CHECK: three: the constraints go round in a circle: one after first_phase < two before first_phase < two after second_phase < one after first_phase{{$}}
    try("one", 1);
    // CHECK-NEXT: one: the constraints go round in a circle: one after first_phase < one after first_phase{{$}}
    try("numbers", 2);
    // CHECK-NEXT: numbers: the constraints go round in a circle: {{.*}}one before second_phase/1 < one before second_phase/2
    try("end", 3);
    // CHECK-NEXT: end: the constraints go round in a circle: {{.*}}one after first_phase < one finished
    try("half", 4);
    // CHECK-NEXT: half: constraint 1 has only one checkpoint
    try("before the end", 5);
    // CHECK-NEXT: before the end: constraint 1: nothing keeps "one" from being finished; constrain what comes before that
    try("before sleep", 6);
    // CHECK-NEXT: before sleep: constraint 1: nothing keeps "one" from being blocked; constrain what comes before that
    try("none", 7);
    // CHECK-NEXT: none: the order is empty: it holds nobody to anything
    assert(!valdi_runner_new_partial(NULL, VALDI_CONSTRAINTS({0, 0})));
    printf("%s\n", valdi_error());
    // CHECK-NEXT: a runner needs starters, not NULL
}
