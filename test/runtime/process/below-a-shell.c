// A shell, not compiled with the pass, starts programs that are: it is started, blocked and finished, they are starters by name and number.
// RUN: %cc %S/inputs/counter.c -o %t.counter && %cc -DPROGRAM='"%t.counter"' -DFILE_NAME='"%t.file"' %s -o %t
// RUN: %run %t 2>&1 | FileCheck %s
#include "inputs/shared.h"

static int *counter;

/* Two at a time, one after the other, or in the shell's place. */
static void hold(const char *script, valdi_checkpoint *(*make)(valdi_starter *, const char *),
                 const char *function) {
    char *shell[] = {"sh", "-c", (char *)script, PROGRAM, FILE_NAME, NULL};
    valdi_starter *sh = valdi_starter_exec("sh", shell);
    valdi_starter *one = valdi_starter_adopt_process("one", PROGRAM, 1);
    valdi_starter *two = valdi_starter_adopt_process("two", PROGRAM, 2);
    valdi_checkpoint *started = valdi_checkpoint_started(sh);
    valdi_checkpoint *waits = valdi_checkpoint_blocked(sh);
    valdi_checkpoint *second = valdi_checkpoint_after(two, "read_counter");
    valdi_checkpoint *first = make(one, function);
    valdi_checkpoint *later = valdi_checkpoint_after(two, "write_counter");
    valdi_checkpoint *end = valdi_checkpoint_finished(sh);
    *counter = 0;
    valdi_runner *runner = runner_or_die(valdi_runner_new(
        VALDI_STARTERS(sh, one, two), VALDI_ORDER(started, waits, second, first, later, end)));
    assert(valdi_runner_next(runner) == started && !valdi_starter_process(one));
    while (valdi_runner_next(runner))
        ;
    const char *verdict = finish(runner);
    if (strcmp(verdict, "held"))
        printf("%s\n", verdict); /* the rest ran side by side */
    else
        printf("%s, counter %d\n", verdict, *counter);
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    counter = share_file(FILE_NAME, sizeof *counter);
    // CHECK: {{^}}held, counter 1
    hold("\"$0\" \"$1\" 1 one & \"$0\" \"$1\" 1 two; wait", valdi_checkpoint_after, "write_counter");
    // CHECK: valdi: order unreached at step 4 of 6: one cannot be held at "after wirte_counter": no site for "wirte_counter" in this program; nearest: "write_counter" (
    // CHECK: {{^}}unreached
    hold("\"$0\" \"$1\" 1 one & \"$0\" \"$1\" 1 two; wait", valdi_checkpoint_after, "wirte_counter");
    // CHECK: valdi: order infeasible at step 3 of 6: two cannot reach "after read_counter": it was not created, and whoever could create it stands still
    hold("\"$0\" \"$1\" 1 one; true", valdi_checkpoint_after, "write_counter");
}
