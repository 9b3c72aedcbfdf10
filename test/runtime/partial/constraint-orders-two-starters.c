// A constraint holds one starter back until another has been there, whoever is faster; the rest runs as it likes.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

static char log_[8];

VALDI_CHECKPOINT static void push(char value) {
    machine_note((struct machine *)log_, value);
}

static void *push_a(void *unused) {
    push('a');
    return unused;
}

static void *push_b(void *unused) {
    push('b');
    return unused;
}

static void hold(int a_first) {
    memset(log_, 0, sizeof log_);
    valdi_starter *one = valdi_starter_thread("one", push_a, NULL),
                  *two = valdi_starter_thread("two", push_b, NULL);
    valdi_starter *first = a_first ? one : two, *then = a_first ? two : one;
    valdi_checkpoint *pushed = valdi_checkpoint_after(first, "push"),
                     *pushing = valdi_checkpoint_before(then, "push");
    valdi_runner *runner = runner_or_die(
        valdi_runner_new_partial(VALDI_STARTERS(one, two), VALDI_CONSTRAINTS({pushed, pushing})));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
#ifdef TWIN
    a_first = !a_first;
#endif
    assert(!strcmp(log_, a_first ? "ab" : "ba"));
    valdi_runner_free(runner);
}

int main(void) {
    hold(1);
    hold(0);
}
