// Around a call the arguments and the result are brought as in a body, without names, also of a variadic function.
// RUN: printf '[both]\nfun:strtol\nfun:snprintf\n' >%t.checkpoints
// RUN: for o in 0 2; do %cc -O$o -fno-builtin -fvaldi-checkpoint-file=%t.checkpoints %s -o %t && %run %t || exit 1; done
#include "../inputs/machine.h"

#include <stdlib.h>

static char text[32];

static void *work(void *argument) {
    snprintf(text, sizeof text, "%d %s", (int)strtol(argument, NULL, 10), "times");
    return argument;
}

static int parses_42(const valdi_hit *hit, void *argument) {
    assert(valdi_hit_count(hit) == 3 && valdi_hit_pointer(hit, 0) == argument);
    assert(!valdi_hit_pointer(hit, 1) && valdi_hit_is_known(hit, 1) && valdi_hit_integer(hit, 2) == 10);
    return valdi_hit_integer(hit, VALDI_RESULT) == 42;
}

static int prints(const valdi_hit *hit, void *argument) {
    assert(valdi_hit_count(hit) == 5 && !strcmp(valdi_hit_pointer(hit, 2), "%d %s"));
    return valdi_hit_integer(hit, 3) == 42 && !strcmp(valdi_hit_pointer(hit, 4), "times");
}

int main(void) {
    char number[] = "42";
    valdi_starter *one = valdi_starter_thread("one", work, number);
    valdi_checkpoint *parsed =
        valdi_checkpoint_when(valdi_checkpoint_after(one, "strtol"), parses_42, number);
    valdi_checkpoint *printing =
        valdi_checkpoint_when(valdi_checkpoint_before(one, "snprintf"), prints, NULL);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(parsed, printing)));
    assert(valdi_runner_next(runner) == parsed);
    assert(valdi_runner_next(runner) == printing && !*text);
    assert(valdi_runner_finish(runner) == VALDI_HELD && !strcmp(text, "42 times"));
    valdi_runner_free(runner);
}
