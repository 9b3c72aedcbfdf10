// skip_to passes checkpoints silently and holds the order on the way.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

static char log_of_both[16];

VALDI_CHECKPOINT static void note(const char *who) {
    strcat(log_of_both, who);
}

static void *three_notes(void *who) {
    note(who);
    note(who);
    note(who);
    return NULL;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", three_notes, "a");
    valdi_starter *two = valdi_starter_thread("two", three_notes, "b");
    valdi_checkpoint *a = valdi_checkpoint_after(one, "note"), *b = valdi_checkpoint_after(two, "note");
    valdi_checkpoint *last = valdi_checkpoint_nth(valdi_checkpoint_after(two, "note"), 3);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, b, a, a, last)));
    assert(valdi_runner_skip_to(runner, b) == b);
    assert(!strcmp(log_of_both, "ab"));
    assert(valdi_runner_skip_to(runner, last) == last);
#ifdef TWIN
    assert(!strcmp(log_of_both, "aaabbb"));
#endif
    assert(!strcmp(log_of_both, "abbaab"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
