// A starter that calls exit under a sanitizer ends the process with the report and no success; the sanitizer has no other.
// REQUIRES: sanitizer-runtimes
// RUN: for s in thread address undefined; do \
// RUN:   %cc -fsanitize=$s %s -o %t.$s && %run sh -c "%t.$s 0; echo status \$?; %t.$s 7; echo status \$?" 2>&1 \
// RUN:     | FileCheck %s --implicit-check-not=Sanitizer || exit 1; done
// CHECK: valdi: starter "two" ended the process at step 2 of 2
// CHECK: status 1
// CHECK: valdi: starter "two" ended the process at step 2 of 2
// CHECK: status 7
#include "../runtime/inputs/machine.h"
#include <stdlib.h>

static struct machine first, second;

static void *exits(void *status) {
    first_phase(&second);
    exit(atoi(status));
}

int main(int count, char **arguments) {
    static valdi_runner *runner;
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", exits, arguments[count - 1]);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"), *b = valdi_checkpoint_finished(two);
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a && machine_is(&first, "1"));
    valdi_runner_next(runner);
    puts("not reached");
}
