// A program that was not compiled with the pass, or lacks a point, or does not exist, is said to be so, and cannot be a starter that is held.
// RUN: %plain-clang -DPLAIN %s -o %t.plain && %cc %S/inputs/counter.c -o %t.counter
// RUN: echo '#!/nowhere/interpreter' > %t.script && chmod +x %t.script
// RUN: %cc -DSCRIPT='"%t.script"' -DPLAIN_PROGRAM='"%t.plain"' -DPROGRAM='"%t.counter"' %s -o %t && %run %t 2>&1 | FileCheck %s
#ifdef PLAIN
#include <unistd.h>

int main(int count, char **arguments) {
    (void)arguments;
    return count > 1 ? pause() : 3;
}
#else
#include "inputs/shared.h"

static void try_program(const char *program, char *argument, const char *function) {
    char *arguments[] = {(char *)program, argument, NULL};
    valdi_starter *node = valdi_starter_exec("node", arguments);
    valdi_checkpoint *there = node && function ? valdi_checkpoint_before(node, function) : NULL;
    valdi_checkpoint *end = node ? valdi_checkpoint_finished(node) : NULL;
    valdi_runner *runner =
        !node ? NULL
              : valdi_runner_new(VALDI_STARTERS(node), there ? VALDI_ORDER(there, end) : VALDI_ORDER(end));
    if (!runner) {
        printf("%s\n", valdi_error());
        valdi_starter_free(node);
        return;
    }
    printf("%s, ", valdi_verdict_name(valdi_runner_finish(runner)));
    printf("status %d\n", WEXITSTATUS(valdi_starter_status(node)));
    valdi_runner_free(runner);
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    // CHECK: starter "node": {{.*}}.plain: it exited with status 3 and was not held: it is not compiled with Valdi's pass, has lost VALDI_CONTROL or its descriptor, or is a script that does not exec the program
    try_program(PLAIN_PROGRAM, NULL, "main");
    // CHECK-NEXT: starter "node": {{.*}}.plain: it runs and was not held: it is not compiled with Valdi's pass
    try_program(PLAIN_PROGRAM, "sleeps", "main");
    // CHECK-NEXT: starter "node": cat: it {{.*}} and was not held: it is not compiled
    try_program("cat", NULL, "main");
    // CHECK-NEXT: held, status 3
    try_program(PLAIN_PROGRAM, NULL, NULL);
    // CHECK-NEXT: starter "node": {{.*}}.counter: no site for "read_count" in this program; nearest: "read_counter" ({{.*}}counter.c:{{[0-9]+}})
    try_program(PROGRAM, NULL, "read_count");
    // CHECK-NEXT: starter "node" cannot execute ./nowhere: No such file or directory
    try_program("./nowhere", NULL, NULL);
    // CHECK-NEXT: starter "node" cannot execute /etc/passwd: Permission denied
    try_program("/etc/passwd", NULL, NULL);
    // CHECK-NEXT: starter "node" cannot execute /etc: Is a directory
    try_program("/etc", NULL, NULL);
    // CHECK-NEXT: starter "node" cannot execute nowhere: it is not on PATH
    try_program("nowhere", NULL, NULL);
    // CHECK-NEXT: starter "node": {{.*}}.script: cannot execute {{.*}}.script: No such file or directory
    try_program(SCRIPT, NULL, "main");
    // CHECK-NEXT: valdi: order unreached at step 1 of 1: node cannot be held at "finished": cannot execute {{.*}}.script: No such file or directory
    // CHECK: {{^}}unreached, status 127
    try_program(SCRIPT, NULL, NULL);
    // CHECK-NEXT: starter "node" needs a program
    try_program("", NULL, NULL);
}
#endif
