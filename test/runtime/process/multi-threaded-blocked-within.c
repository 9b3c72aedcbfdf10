// A thread of a process waits for another of it that stands still: infeasible, with the names of that program.
// RUN: %cc %S/inputs/node.c -o %t.node && %cc -DNODE='"%t.node"' %s -o %t && %run env VALDI_OPTIONS=symbolizer=llvm-symbolizer %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN -DNODE='"%t.node"' %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
// CHECK: valdi: order infeasible at step 3 of 4: node cannot reach "after wait_for"
// CHECK-NEXT: {{^}}  node    blocked   in pthread_mutex_lock(queue_lock) {{.*}}node.c:{{[0-9]+$}}
// CHECK-NEXT: {{^}}          queue_lock is held by worker
// CHECK-NEXT: {{^}}  worker  parked    after lock_queue {{.*}}node.c:
// CHECK-NEXT: {{^}}  reached: node at serving, worker after lock_queue{{$}}
// CHECK-NEXT: {{^}}mutex: infeasible
// CHECK: {{^}}  node    blocked   in pthread_cond_wait(queue_filled) {{.*}}node.c:{{[0-9]+$}}
// CHECK-NEXT: {{^}}          whoever could end that stands still, or sleeps too
// CHECK-NEXT: {{^}}  worker  parked    before lock_queue {{.*}}node.c:
// CHECK: {{^}}condition: infeasible
// CHECK: {{^}}  node    blocked   in {{.*}}(worker) {{.*}}node.c:{{[0-9]+$}}
// CHECK-NEXT: {{^}}          worker must end first
// CHECK: {{^}}join: infeasible
// TWIN: {{^}}mutex: held
// TWIN: {{^}}condition: held
// TWIN: {{^}}join: held
#include "../inputs/machine.h"

static void wait_for(const char *what, int has_lock) {
    char *program[] = {NODE, "1", (char *)what, NULL};
    valdi_starter *node = valdi_starter_exec("node", program);
    valdi_starter *worker = valdi_starter_adopt_in(node, "worker", "serve", 1);
    valdi_checkpoint *stands = has_lock ? valdi_checkpoint_after(worker, "lock_queue")
                                        : valdi_checkpoint_before(worker, "lock_queue");
    valdi_checkpoint *serving = valdi_checkpoint_at(node, "serving");
    valdi_checkpoint *waited = valdi_checkpoint_after(node, "wait_for"),
                     *ended = valdi_checkpoint_finished(worker);
#ifdef TWIN
    valdi_checkpoint *order[] = {serving, stands, ended, waited, NULL};
#else
    valdi_checkpoint *order[] = {serving, stands, waited, ended, NULL};
#endif
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(node, worker), order));
    fprintf(stderr, "%s: %s\n", what, valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}

int main(void) {
    wait_for("mutex", 1);
    wait_for("condition", 0);
    wait_for("join", 0);
}
