// A function that is declared to return twice, and does, keeps its values and its caller's with a hook before it.
//
// RUN: for o in 0 2; do %cc -O$o %s %S/inputs/trace.c -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT __attribute__((returns_twice, noinline)) int forks(int number);

int forks(int number) {
    return number + (fork() ? 1 : 0);
}

// CHECK:      hit: before forks
// CHECK-DAG:  hit: after forks
// CHECK-DAG:  hit: after forks
// CHECK:      parent 43, child 42
int main(void) {
    volatile int kept = 42;
    int got = forks(kept);
    if (got == kept)
        _exit(got);
    int status;
    wait(&status);
    printf("parent %d, child %d\n", got, WEXITSTATUS(status));
}
