// After a function a condition sees its result, and the arguments it was called with, also in recursion.
// RUN: for o in 0 2; do %cc -O$o %s -o %t && %run %t || exit 1; done
#include "../inputs/machine.h"

VALDI_CHECKPOINT int factorial(int n) {
    int copy = n;
    n = -1; /* what the function does to its argument does not matter */
    return copy < 2 ? 1 : copy * factorial(copy - 1);
}

static void *compute(void *result) {
    *(int *)result = factorial(5);
    return NULL;
}

static int of_three(const valdi_hit *hit, void *argument) {
    assert(valdi_hit_is_known(hit, 0) && valdi_hit_is_known(hit, VALDI_RESULT));
    assert(!strcmp(valdi_hit_value_type(hit, VALDI_RESULT), "int"));
    return valdi_hit_integer(hit, valdi_hit_find(hit, "n")) == 3 && valdi_hit_integer(hit, VALDI_RESULT) == 6;
}

static int is_120(const valdi_hit *hit, void *argument) {
    return valdi_hit_integer(hit, VALDI_RESULT) == 120 && valdi_hit_integer(hit, 0) == 5;
}

int main(void) {
    int result = 0;
    valdi_starter *one = valdi_starter_thread("one", compute, &result);
    valdi_checkpoint *six = valdi_checkpoint_when(valdi_checkpoint_after(one, "factorial"), of_three, NULL);
    valdi_checkpoint *end = valdi_checkpoint_when(valdi_checkpoint_after(one, "factorial"), is_120, NULL);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(six, end)));
    assert(valdi_runner_next(runner) == six && !result);
    assert(valdi_runner_next(runner) == end && !result);
    assert(valdi_runner_finish(runner) == VALDI_HELD && result == 120);
    valdi_runner_free(runner);
}
