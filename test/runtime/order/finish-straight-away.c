// finish holds the whole order and lets everybody run to the end.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

static char log_of_both[16];

VALDI_CHECKPOINT static void note(const char *who) {
    strcat(log_of_both, who);
}

static void *two_notes(void *who) {
    note(who);
    note(who);
    return NULL;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", two_notes, "a");
    valdi_starter *two = valdi_starter_thread("two", two_notes, "b");
    valdi_checkpoint *a = valdi_checkpoint_after(one, "note"), *b = valdi_checkpoint_after(two, "note");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(b, a, a, b)));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
#ifdef TWIN
    assert(!strcmp(log_of_both, "abab"));
#endif
    assert(!strcmp(log_of_both, "baab"));
    assert(valdi_runner_next(runner) == NULL);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
