// A program without the pass that opens a plugin with it is held when that comes; closing it, with the runtime, is no crash.
// UNSUPPORTED: sanitized
// RUN: %cc -DPLUGIN -shared -fPIC %S/inputs/plugin.c -o %t.so && %plain-clang %S/inputs/plugin.c -o %t.plain
// RUN: %cc -DPROGRAM='"%t.plain"' -DPLUGIN='"%t.so"' %s -o %t && %run %t
// RUN: %cc -DTWIN -DPROGRAM='"%t.plain"' -DPLUGIN='"%t.so"' %s -o %t.twin && not --crash %t.twin
#include "inputs/shared.h"

#ifdef TWIN
static const unsigned last = 2;
#else
static const unsigned last = 1;
#endif

int main(void) {
    char *arguments[] = {PROGRAM, PLUGIN, NULL};
    valdi_starter *one = valdi_starter_exec("one", arguments), *two = valdi_starter_exec("two", arguments);
    valdi_checkpoint *before = valdi_checkpoint_before(one, "work"), *end = valdi_checkpoint_finished(two);
    valdi_checkpoint *after = valdi_checkpoint_nth(valdi_checkpoint_after(one, "work"), last);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(before, end, after)));
    assert(valdi_runner_next(runner) == before);
    assert(valdi_runner_next(runner) == end && !valdi_starter_status(two));
    assert(valdi_runner_next(runner) == after);
    assert(valdi_runner_finish(runner) == VALDI_HELD && !valdi_starter_status(one));
    valdi_runner_free(runner);
}
