// LeakSanitizer finds nothing after a runner was freed, behind its order, in mid-order, or unreached; a leak it does find.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=address %s -o %t
// RUN: for how in held mid-order untouched unreached starters explained; do \
// RUN:   env ASAN_OPTIONS=detect_leaks=1 %run %t $how || exit 1; done
// RUN: not env ASAN_OPTIONS=detect_leaks=1 %t leaked 2>&1 | FileCheck %s
// CHECK: ERROR: LeakSanitizer: detected memory leaks
// CHECK: valdi__starter_new
#include "../runtime/inputs/machine.h"
#include <stdlib.h>

static int is_there(const valdi_hit *hit, void *argument) {
    return valdi_hit_pointer(hit, 0) == argument;
}

/* Its frame is gone when leaks are looked for. */
__attribute__((noinline)) static void hold(const char *how) {
    struct machine first = {""}, second = {""};
    int unreached = !strcmp(how, "unreached");
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_when(valdi_checkpoint_after(one, "first_phase"), is_there, &first);
    valdi_checkpoint *b = valdi_checkpoint_after(two, unreached ? "third_phase" : "first_phase");
    valdi_checkpoint *c =
        valdi_checkpoint_inside(valdi_checkpoint_before(one, "third_phase"), "second_phase");
    if (!strcmp(how, "starters")) {
        valdi_starter_free(one);
        valdi_starter_free(two);
        return;
    }
    if (!strcmp(how, "leaked"))
        return;
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
    if (strcmp(how, "untouched"))
        assert(c && valdi_runner_next(runner));
    if (!strcmp(how, "held") || unreached)
        assert(valdi_runner_finish(runner) == (unreached ? VALDI_UNREACHED : VALDI_HELD));
    if (!strcmp(how, "explained"))
        assert(*valdi_runner_explain(runner) && *valdi_runner_explain(runner));
    valdi_runner_free(runner);
}

int main(int count, char **arguments) {
    hold(arguments[count - 1]);
}
