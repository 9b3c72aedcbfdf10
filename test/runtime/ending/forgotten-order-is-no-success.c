// A program that ends with status 0 while its order is undecided ends with 1; its own failures stay as they are.
// RUN: %cc %s -o %t
// RUN: %run sh -c 'for how in return exit reached quick fail unreached finish free; do %t $how; echo $how $?; done' 2>&1 \
// RUN:   | FileCheck %s
// CHECK: {{^}}valdi: the process ended with an order undecided at step 2 of 2{{$}}
// CHECK-NEXT: {{^}}return 1
// CHECK-NEXT: {{^}}valdi: the process ended with an order undecided at step 2 of 2{{$}}
// CHECK-NEXT: {{^}}exit 1
// CHECK-NEXT: {{^}}valdi: the process ended with an order undecided behind the last of 2 steps{{$}}
// CHECK-NEXT: {{^}}reached 1
// CHECK-NEXT: {{^}}valdi: the process ended with an order undecided at step 2 of 2{{$}}
// CHECK-NEXT: {{^}}quick 1
// CHECK-NEXT: {{^}}fail 3
// CHECK-NEXT: {{^}}valdi: order unreached at step 2 of 2
// CHECK: {{^}}unreached 0
// CHECK-NEXT: {{^}}finish 0
// CHECK-NEXT: {{^}}free 0
#include "../inputs/machine.h"
#include <stdlib.h>

static struct machine first, second;

int main(int count, char **arguments) {
    static valdi_runner *runner;
    const char *how = arguments[count - 1];
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b =
        valdi_checkpoint_after(two, strcmp(how, "unreached") ? "first_phase" : "third_phase");
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a);
    if (!strcmp(how, "exit"))
        exit(0);
    else if (!strcmp(how, "quick"))
        quick_exit(0);
    else if (!strcmp(how, "fail"))
        exit(3);
    else if (!strcmp(how, "reached"))
        assert(valdi_runner_next(runner) == b);
    else if (!strcmp(how, "unreached"))
        assert(!valdi_runner_next(runner) && valdi_runner_verdict(runner) == VALDI_UNREACHED);
    else if (!strcmp(how, "finish"))
        assert(valdi_runner_finish(runner) == VALDI_HELD);
    else if (!strcmp(how, "free"))
        valdi_runner_free(runner);
    return 0;
}
