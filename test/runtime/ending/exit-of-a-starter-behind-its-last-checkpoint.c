// A starter that calls exit while it runs to its end, in next, finish or free, is no success of the process either.
// RUN: %cc %s -o %t
// RUN: %run sh -c 'for how in next finish free "next ends" "finish ends" "free ends"; do \
// RUN:   text=$(%t $how 2>&1); echo "$how $? $text" | grep -v "^  two"; done' | FileCheck %s
// CHECK: next 1 valdi: starter "one" ended the process at step 2 of 2{{$}}
// CHECK: reached: one after first_phase
// CHECK-NEXT: finish 1 valdi: starter "one" ended the process behind the last of 2 steps{{$}}
// CHECK: reached: two started, one after first_phase
// CHECK-NEXT: free 1 valdi: starter "one" ended the process at step 2 of 2{{$}}
// CHECK: reached: one after first_phase
// CHECK-NEXT: next ends 0
// CHECK-NEXT: finish ends 0
// CHECK-NEXT: free ends 0
#include "../inputs/machine.h"
#include <stdlib.h>

static struct machine first, second;
static int ends;

static void *may_exit(void *argument) {
    first_phase(&first);
    if (!ends)
        exit(0);
    return argument;
}

int main(int count, char **arguments) {
    static valdi_runner *runner;
    const char *how = arguments[1];
    ends = count > 2;
    valdi_starter *one = valdi_starter_thread("one", may_exit, NULL);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"), *b = valdi_checkpoint_started(two);
    int one_is_last = !strcmp(how, "finish");
    runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(one_is_last ? b : a, one_is_last ? a : b)));
    valdi_runner_next(runner);
    if (!strcmp(how, "next"))
        valdi_runner_next(runner);
    if (strcmp(how, "free"))
        assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
