// A process that ends while its adopted threads stand still takes them with it: the verdict says how, the others go on.
// RUN: %cc %S/inputs/node.c -o %t.node && %cc -DNODE='"%t.node"' %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN -DNODE='"%t.node"' %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: worker called _exit(3) {{.*}}"before answer"
// CHECK: {{^}}_exit: died, bob 12{{$}}
// CHECK: worker exited with status 3 {{.*}}"before answer"
// CHECK: {{^}}exit: unreached, bob 12{{$}}
// CHECK: worker was killed by SIGKILL {{.*}}"before answer"
// CHECK-NEXT: {{^}}  node    was killed by SIGKILL{{$}}
// CHECK-NEXT: {{^}}  worker  ended with node{{$}}
// CHECK: {{^}}kill: died, bob 12{{$}}
// TWIN: {{^}}_exit: held, bob 12{{$}}
// TWIN: {{^}}exit: held, bob 12{{$}}
#include "../inputs/machine.h"

static void end_by(const char *what) {
    char *program[] = {NODE, "2", (char *)what, NULL};
    struct machine machine = {""};
    valdi_starter *node = valdi_starter_exec("node", program);
    valdi_starter *worker = valdi_starter_adopt_in(node, "worker", "serve", 2);
    valdi_starter *bob = valdi_starter_thread("bob", two_phases, &machine);
    valdi_checkpoint *stands = valdi_checkpoint_started(worker), *ended = valdi_checkpoint_finished(node);
    valdi_checkpoint *first = valdi_checkpoint_after(bob, "first_phase");
    valdi_checkpoint *answers = valdi_checkpoint_before(worker, "answer"),
                     *second = valdi_checkpoint_after(bob, "second_phase");
    valdi_checkpoint *serving = valdi_checkpoint_at(node, "serving");
#ifdef TWIN
    valdi_checkpoint *order[] = {serving, stands, first, answers, ended, second, NULL};
#else
    valdi_checkpoint *order[] = {serving, stands, first, ended, answers, second, NULL};
#endif
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(node, worker, bob), order));
    const char *verdict = valdi_verdict_name(valdi_runner_finish(runner));
    valdi_runner_free(runner);
    fprintf(stderr, "%s: %s, bob %s\n", what, verdict, machine.done);
}

int main(void) {
    end_by("_exit");
    end_by("exit");
    end_by("kill");
}
