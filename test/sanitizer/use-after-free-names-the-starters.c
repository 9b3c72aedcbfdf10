// A use after free that an order forces is AddressSanitizer's to report, with the starters' names; the other way is none.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=address %s -o %t && not %run %t 2>&1 | FileCheck %s
// RUN: %run %t twin 2>&1 | count 0
// CHECK: ERROR: AddressSanitizer: heap-use-after-free
// CHECK: READ of size 4 at {{.*}} thread [[READER:T[0-9]+]]
// CHECK: in read_balance
// CHECK: freed by thread [[CLOSER:T[0-9]+]]
// CHECK: in close_account
// CHECK-DAG: Thread [[READER]] (alice) created by
// CHECK-DAG: Thread [[CLOSER]] (bob) created by
#include "../runtime/inputs/machine.h"
#include <stdlib.h>

static int *balance;

VALDI_CHECKPOINT static int read_balance(const int *account) {
    return *account;
}

VALDI_CHECKPOINT static void close_account(int *account) {
    free(account);
}

static void *reads(void *argument) {
    assert(read_balance(balance) == 100);
    return argument;
}

static void *closes(void *argument) {
    close_account(balance);
    return argument;
}

int main(int count, char **arguments) {
    static valdi_runner *runner;
    balance = malloc(sizeof *balance);
    *balance = 100;
    valdi_starter *alice = valdi_starter_thread("alice", reads, NULL);
    valdi_starter *bob = valdi_starter_thread("bob", closes, NULL);
    valdi_checkpoint *a = valdi_checkpoint_before(alice, "read_balance");
    valdi_checkpoint *b = valdi_checkpoint_after(bob, "close_account"), *c = valdi_checkpoint_finished(alice);
    runner = runner_or_die(count > 1 ? valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(a, c, b))
                                     : valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
