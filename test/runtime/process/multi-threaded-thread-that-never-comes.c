// A thread that the process does not create is missed: at once, if whoever could create it stands still or sleeps for good; when the process has ended, by that.
// RUN: %cc %S/inputs/node.c -o %t.node && %cc -DNODE='"%t.node"' %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN -DNODE='"%t.node"' %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: valdi: order infeasible at step 2 of 3: third cannot reach "before answer": it was not created, and whoever could create it stands still
// CHECK: {{^}}stands: infeasible
// CHECK: valdi: order unreached at step 3 of 3: third was never created to reach "before answer"
// CHECK: {{^}}ended: unreached
// TWIN: {{^}}stands: held
// TWIN: {{^}}ended: held
#include "../inputs/machine.h"

#ifdef TWIN
static char clients[] = "3";
#else
static char clients[] = "2";
#endif

static void miss(const char *name, int has_ended) {
    char *program[] = {NODE, clients, NULL};
    valdi_starter *node = valdi_starter_exec("node", program);
    valdi_starter *third = valdi_starter_adopt_in(node, "third", "serve", 3);
    valdi_checkpoint *serving = valdi_checkpoint_at(node, "serving"),
                     *ended = valdi_checkpoint_finished(node);
    valdi_checkpoint *answers = valdi_checkpoint_before(third, "answer");
#ifdef TWIN
    has_ended = 0;
    (void)ended;
#endif
    valdi_runner *runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(node, third),
                         VALDI_ORDER(serving, has_ended ? ended : answers, has_ended ? answers : ended)));
    fprintf(stderr, "%s: %s\n", name, valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}

int main(void) {
    miss("stands", 0);
    miss("ended", 1);
}
