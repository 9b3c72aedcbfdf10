// A thread of another process that ends without its checkpoint has finished, while its process goes on.
// RUN: %cc %S/inputs/node.c -o %t.node && %cc -DNODE='"%t.node"' %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: valdi: order unreached at step 2 of 3: first finished without reaching "before answer/2"
// CHECK: first {{ *}}finished
#include "../inputs/machine.h"

int main(void) {
    valdi_starter *node = valdi_starter_exec("node", (char *[]){NODE, "2", NULL});
    valdi_starter *first = valdi_starter_adopt_in(node, "first", "serve", 1);
    valdi_checkpoint *serving = valdi_checkpoint_at(node, "serving");
    valdi_checkpoint *again = valdi_checkpoint_nth(valdi_checkpoint_before(first, "answer"), 2);
    valdi_checkpoint *ending = valdi_checkpoint_before(node, "end_as");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(node, first), VALDI_ORDER(serving, again, ending)));
    assert(valdi_runner_finish(runner) == VALDI_UNREACHED);
    valdi_runner_free(runner);
}
