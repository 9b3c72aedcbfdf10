// For a fixed bug infeasible is the verdict to expect: the lock of the fix keeps the second withdrawal out. Broken, the same order
// is held, money is lost, and the test that expects infeasible fails.
// RUN: %cc -DFIXED %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc %s -o %t.broken && not sh %source/test/repeat.sh 1 %t.broken 2>&1 | FileCheck %s --check-prefix=BROKEN
// CHECK: valdi: order infeasible at step 2 of 4: bob cannot reach "after read_balance"
// CHECK: is held by alice{{$}}
// CHECK: {{^}}balance 50, paid out 50{{$}}
// CHECK: {{^}}infeasible, as expected{{$}}
// BROKEN: {{^}}balance 30, paid out 120{{$}}
// BROKEN: {{^}}held, which was not expected{{$}}
#include "../inputs/machine.h"
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int balance = 100, paid;

VALDI_CHECKPOINT static int read_balance(void) {
    return balance;
}

VALDI_CHECKPOINT static void write_balance(int amount) {
    balance = amount;
}

static void *withdraws(void *argument) {
    int amount = *(int *)argument;
#ifdef FIXED
    pthread_mutex_lock(&lock);
#else
    (void)lock;
#endif
    int before = read_balance();
    if (before >= amount) {
        write_balance(before - amount);
        paid += amount;
    }
#ifdef FIXED
    pthread_mutex_unlock(&lock);
#endif
    return NULL;
}

int main(void) {
    int fifty = 50, seventy = 70;
    valdi_starter *alice = valdi_starter_thread("alice", withdraws, &fifty);
    valdi_starter *bob = valdi_starter_thread("bob", withdraws, &seventy);
    valdi_checkpoint *order[] = {
        valdi_checkpoint_after(alice, "read_balance"), valdi_checkpoint_after(bob, "read_balance"),
        valdi_checkpoint_after(alice, "write_balance"), valdi_checkpoint_after(bob, "write_balance"), NULL};
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), order));
    valdi_verdict verdict = valdi_runner_finish(runner);
    valdi_runner_free(runner);
    fprintf(stderr, "balance %d, paid out %d\n", balance, paid);
    fprintf(stderr, "%s, %s expected\n", valdi_verdict_name(verdict),
            verdict == VALDI_INFEASIBLE ? "as" : "which was not");
    return verdict != VALDI_INFEASIBLE;
}
