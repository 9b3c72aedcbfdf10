// A function defined here is seen however it is called: through a pointer, and as a library's callback.
// RUN: for o in -O0 -O1 -O2 -O3 -Os; do %cc $o %s -o %t$o && %run %t$o || exit 1; done
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"
#include <stdlib.h>

static int called, compared;

VALDI_CHECKPOINT static void target(void) {
    called++;
}

VALDI_CHECKPOINT static int compare(const void *left, const void *right) {
    compared++;
    return *(const char *)left - *(const char *)right;
}

static void (*volatile pointer)(void) = target;

static void *run(void *argument) {
    char letters[] = "ba";
    pointer();
    qsort(letters, 2, 1, compare);
    assert(!strcmp(letters, "ab"));
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", run, NULL);
    valdi_checkpoint *before = valdi_checkpoint_before(one, "target");
    valdi_checkpoint *after = valdi_checkpoint_after(one, "target");
    valdi_checkpoint *in_qsort = valdi_checkpoint_before(one, "compare");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(before, after, in_qsort)));
    assert(valdi_runner_next(runner) == before && called == 0);
#ifdef TWIN
    pointer = NULL;
    assert(called == 1);
#endif
    assert(valdi_runner_next(runner) == after && called == 1);
    assert(valdi_runner_next(runner) == in_qsort && compared == 0);
    assert(valdi_runner_finish(runner) == VALDI_HELD && compared > 0);
    valdi_runner_free(runner);
}
