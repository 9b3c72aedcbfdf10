// Processes in a directory of their own, without /proc, know their program and that the runner is there: workers of a jailed server are starters.
// RUN: %cc %S/inputs/jail.c -o %t.jail && mkdir -p %t.root && %cc -DPROGRAM='"%t.jail"' -DROOT='"%t.root"' %s -o %t && %run %t
// RUN: %cc -DTWIN -DPROGRAM='"%t.jail"' -DROOT='"%t.root"' %s -o %t.twin && not --crash %t.twin
#include "inputs/shared.h"

#ifdef TWIN
enum { LAST = 3 }; /* there is no third */
#else
enum { LAST = 2 };
#endif

int main(void) {
    char *arguments[] = {PROGRAM, ROOT, NULL};
    valdi_starter *server = valdi_starter_exec("server", arguments);
    valdi_starter *one = valdi_starter_adopt_process("one", PROGRAM, 1);
    valdi_starter *two = valdi_starter_adopt_process("two", PROGRAM, LAST);
    valdi_checkpoint *serves = valdi_checkpoint_before(two, "serve");
    valdi_checkpoint *served = valdi_checkpoint_after(one, "serve");
    valdi_checkpoint *ready = valdi_checkpoint_blocked(server), *end = valdi_checkpoint_finished(two);
    valdi_runner *runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(server, one, two), VALDI_ORDER(ready, serves, served, end)));
    while (valdi_runner_next(runner))
        ;
    assert(!strcmp(finish(runner), "held"));
}
