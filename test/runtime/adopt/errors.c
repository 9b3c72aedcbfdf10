// What cannot be adopted is refused with the reason.
// RUN: printf '[before]\nfun:getppid\n' >%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s -o %t && %run %t | FileCheck %s --match-full-lines
#include "../inputs/machine.h"
#include <unistd.h>

VALDI_CHECKPOINT __attribute__((used)) static void *serve(void *argument) {
    getppid();
    return argument;
}

VALDI_CHECKPOINT_AFTER __attribute__((used)) static void *only_after(void *argument) {
    return argument;
}

static void refuse(valdi_starter *starter) {
    assert(!starter);
    puts(valdi_error());
}

int main(void) {
    // CHECK: a starter needs a name
    refuse(valdi_starter_adopt("", "serve", 1));
    // CHECK-NEXT: starter "worker" needs the name of the function its thread starts at
    refuse(valdi_starter_adopt("worker", NULL, 1));
    // CHECK-NEXT: threads are numbered from 1, not 0: starter "worker" is none
    refuse(valdi_starter_adopt("worker", "serve", 0));
    // CHECK-NEXT: no site for "sevre" in this program; nearest: "serve" ({{.*}}errors.c:7); a function that a thread starts at needs hooks: by a checkpoint file, or an annotation
    refuse(valdi_starter_adopt("worker", "sevre", 1));
    // CHECK-NEXT: "only_after" ({{.*}}errors.c:12) is a point only after it
    refuse(valdi_starter_adopt("worker", "only_after", 1));
    // CHECK-NEXT: "getppid" was not compiled with Valdi's pass: only calls of it have hooks
    refuse(valdi_starter_adopt("worker", "getppid", 1));

    valdi_starter *one = valdi_starter_adopt("one", "serve", 2),
                  *two = valdi_starter_adopt("two", "serve", 2);
    valdi_checkpoint *a = valdi_checkpoint_started(one), *b = valdi_checkpoint_started(two);
    assert(!valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
    // CHECK-NEXT: starters "one" and "two" are both the thread number 2 that starts at "serve"
    puts(valdi_error());
    valdi_starter_free(one);
    valdi_starter_free(two);
}
