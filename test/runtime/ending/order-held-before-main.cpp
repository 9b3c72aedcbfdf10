// An order can be held before main, by the initialiser of a global object, and after it, by its destructor.
// RUN: %cxx %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: before main: held
// CHECK-NEXT: in main: held
// CHECK-NEXT: behind main: held
#include "../inputs/machine.h"

static void hold(const char *when) {
    machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(two, "second_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a && machine_is(&first, "1") && machine_is(&second, ""));
    assert(valdi_runner_next(runner) == b && machine_is(&first, "12") && machine_is(&second, "12"));
    fprintf(stderr, "%s: %s\n", when, valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}

static struct global {
    global() {
        hold("before main");
    }
    ~global() {
        hold("behind main");
    }
} global;

int main() {
    hold("in main");
}
