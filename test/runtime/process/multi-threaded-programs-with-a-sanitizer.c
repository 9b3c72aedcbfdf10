// Threads are adopted in a program with a sanitizer in it; where that stands before the library, or there is none, the runner says so.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -DNODE='"%t.node"' %s -o %t
// RUN: for san in address thread; do %cc -fsanitize=$san %S/inputs/node.c -o %t.node && %run %t || exit 1; done
// RUN: %cc -static %S/inputs/node.c -o %t.node && not %run %t 2>&1 | FileCheck %s --check-prefix=STATIC
// RUN: %plain-clang -fpass-plugin=%plugin -I%prefix/include %S/inputs/node.c %prefix/lib/libvaldi.a -o %t.node && not %run %t 2>&1 | FileCheck %s --check-prefix=STATIC
// RUN: %plain-clang -fpass-plugin=%plugin -I%prefix/include %S/inputs/node.c %prefix/lib/libvaldi.a %prefix/lib/libvaldi-create.a -o %t.node && %run %t
// RUN: %plain-clang -fsanitize=thread -fpass-plugin=%plugin -I%prefix/include %S/inputs/node.c -L%prefix/lib -lvaldi -Wl,-rpath,%prefix/lib -o %t.node
// RUN: not %run %t 2>&1 | FileCheck %s
// CHECK: starter "node": {{.*}}.node: its thread "worker" cannot be adopted: another pthread_create, a sanitizer's perhaps, comes before Valdi's: link the program with valdi-clang, or libvaldi-create.a into it
// STATIC: starter "node": {{.*}}.node: its thread "worker" cannot be adopted: the program is linked with -static, or with libvaldi.a and without libvaldi-create.a
#include "../inputs/machine.h"

int main(void) {
    char *program[] = {NODE, "2", NULL};
    valdi_starter *node = valdi_starter_exec("node", program);
    valdi_starter *worker = valdi_starter_adopt_in(node, "worker", "serve", 2);
    valdi_checkpoint *serving = valdi_checkpoint_at(node, "serving");
    valdi_checkpoint *started = valdi_checkpoint_started(worker),
                     *answers = valdi_checkpoint_before(worker, "answer");
    valdi_checkpoint *ended = valdi_checkpoint_finished(worker), *gone = valdi_checkpoint_finished(node);
    valdi_runner *runner =
        valdi_runner_new(VALDI_STARTERS(node, worker), VALDI_ORDER(serving, started, answers, ended, gone));
    if (!runner) {
        fprintf(stderr, "%s\n", valdi_error());
        return 1;
    }
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
