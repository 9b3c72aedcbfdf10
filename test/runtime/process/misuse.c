// What cannot be done with starters that are processes is refused in a line that names it, and nothing is left behind.
// RUN: %cc %S/inputs/counter.c -o %t.counter && %cc -DPROGRAM='"%t.counter"' -DFILE_NAME='"%t.file"' %s -o %t
// RUN: %run %t 2>&1 | FileCheck %s
#include "inputs/shared.h"

#include <errno.h>
#include <signal.h>

VALDI_CHECKPOINT static void work(void) {
}

static int forked(void *unused) {
    (void)unused;
    work();
    return 0;
}

static void *threaded(void *unused) {
    work();
    return unused;
}

static int try_runner(void *unused) {
    (void)unused;
    valdi_starter *thread = valdi_starter_thread("t", threaded, NULL);
    valdi_runner *runner =
        valdi_runner_new(VALDI_STARTERS(thread), VALDI_ORDER(valdi_checkpoint_before(thread, "work")));
    printf("%s\n", valdi_error());
    return runner != NULL;
}

static valdi_starter *program(const char *name) {
    char *arguments[] = {PROGRAM, FILE_NAME, "1", "x", NULL};
    return valdi_starter_exec(name, arguments);
}

static void refuse_starters(void) {
    valdi_starter *thread = valdi_starter_thread("thread", threaded, NULL), *node = program("node");
    // CHECK: starter "nobody" needs a function
    assert(!valdi_starter_fork("nobody", NULL, NULL) && printf("%s\n", valdi_error()));
    // CHECK-NEXT: starter "in" needs a starter that is a process, not the thread thread
    assert(!valdi_starter_adopt_in(thread, "in", "work", 1) && printf("%s\n", valdi_error()));
    // CHECK-NEXT: starter "in" needs a starter that is a process{{$}}
    assert(!valdi_starter_adopt_in(NULL, "in", "work", 1) && printf("%s\n", valdi_error()));
    // CHECK-NEXT: threads are numbered from 1, not 0: starter "in" is none
    assert(!valdi_starter_adopt_in(node, "in", "work", 0) && printf("%s\n", valdi_error()));
    // CHECK-NEXT: processes are numbered from 1, not 0: starter "p" is none
    assert(!valdi_starter_adopt_process("p", "node", 0) && printf("%s\n", valdi_error()));
    // CHECK-NEXT: starter "p" needs the name of the program its process runs
    assert(!valdi_starter_adopt_process("p", "", 1) && printf("%s\n", valdi_error()));
    // CHECK-NEXT: starter "p" cannot run ./nowhere: No such file or directory
    assert(!valdi_starter_adopt_process("p", "./nowhere", 1) && printf("%s\n", valdi_error()));
    // CHECK-NEXT: starter "thread" is a thread of the test's own process
    assert(valdi_starter_kill(thread, SIGKILL) == -1 && printf("%s\n", valdi_error()));
    // CHECK-NEXT: starter "node" has no process yet
    assert(valdi_starter_kill(node, SIGKILL) == -1 && printf("%s\n", valdi_error()));
    // CHECK-NEXT: the starter to kill is NULL
    assert(valdi_starter_kill(NULL, SIGKILL) == -1 && printf("%s\n", valdi_error()));
    assert(valdi_starter_status(NULL) == -1 && !valdi_starter_process(NULL) && !*valdi_starter_name(NULL));
    valdi_starter_free(thread);
    valdi_starter_free(node);
}

static void refuse_runners(void) {
    valdi_starter *node = program("node"), *in = valdi_starter_adopt_in(node, "in", "main", 1);
    valdi_checkpoint *started = valdi_checkpoint_started(in), *end = valdi_checkpoint_finished(node);
    // CHECK-NEXT: starter "in" is a thread of "node", which is not among the runner's
    assert(!valdi_runner_new(VALDI_STARTERS(in), VALDI_ORDER(started)) && printf("%s\n", valdi_error()));
    // CHECK-NEXT: starter "node": {{.*}}.counter: no site for "main" in this program
    assert(!valdi_runner_new(VALDI_STARTERS(node, in), VALDI_ORDER(end)) && printf("%s\n", valdi_error()));
    valdi_starter *p = valdi_starter_adopt_process("p", "node", 1),
                  *q = valdi_starter_adopt_process("q", "node", 1);
    // CHECK-NEXT: starter "p" is a process that no other starter could bring about
    assert(!valdi_runner_new(VALDI_STARTERS(p), VALDI_ORDER(valdi_checkpoint_finished(p))) &&
           printf("%s\n", valdi_error()));
    // CHECK-NEXT: starters "p" and "q" are both the process number 1 that runs "node"
    assert(!valdi_runner_new(VALDI_STARTERS(node, p, q), VALDI_ORDER(end)) && printf("%s\n", valdi_error()));
    assert(wait(NULL) == -1 && errno == ECHILD); /* no process is left */
    valdi_starter_free(p);
    valdi_starter_free(q);
    valdi_starter_free(in);
    valdi_starter_free(node);
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    share_file(FILE_NAME, sizeof(int));
    refuse_starters();
    refuse_runners();
    // CHECK-NEXT: this process is held by another's runner: it cannot have one
    valdi_starter *starter = valdi_starter_fork("starter", try_runner, NULL);
    valdi_starter *other = valdi_starter_fork("other", forked, NULL);
    valdi_runner *runner = runner_or_die(
        valdi_runner_new(VALDI_STARTERS(starter, other), VALDI_ORDER(valdi_checkpoint_finished(starter))));
    assert(valdi_runner_next(runner) && !valdi_starter_status(starter));
    valdi_runner_free(runner); /* the other was never let go */
    assert(wait(NULL) == -1 && errno == ECHILD);
}
