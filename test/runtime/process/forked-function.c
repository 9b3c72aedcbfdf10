// A forked function is held at its checkpoints, and ends with what it returns as its status.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "inputs/shared.h"

static int *balance;

VALDI_CHECKPOINT static int read_balance(void) {
    return *balance;
}

VALDI_CHECKPOINT static void write_balance(int amount) {
    *balance = amount;
}

static int deposit(void *amount) {
    write_balance(read_balance() + *(int *)amount);
    return *(int *)amount;
}

int main(void) {
    int ten = 10, twenty = 20;
    balance = share(sizeof *balance);
    valdi_starter *alice = valdi_starter_fork("alice", deposit, &ten);
    valdi_starter *bob = valdi_starter_fork("bob", deposit, &twenty);
    valdi_checkpoint *has_read = valdi_checkpoint_after(alice, "read_balance");
    valdi_checkpoint *paid = valdi_checkpoint_finished(bob);
    valdi_checkpoint *lost = valdi_checkpoint_finished(alice);
#ifdef TWIN
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(paid, has_read, lost)));
#else
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(has_read, paid, lost)));
#endif
    assert(valdi_starter_process(alice) > 0 && valdi_starter_process(alice) != valdi_starter_process(bob));
    assert(valdi_starter_status(alice) == -1 && valdi_starter_result(alice) == NULL);
    assert(valdi_runner_next(runner) && valdi_runner_next(runner) == paid);
    assert(*balance == 20);
    assert(W_EXITCODE(20, 0) == valdi_starter_status(bob));
    assert(valdi_runner_next(runner) == lost);
    assert(*balance == 10);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert(WEXITSTATUS(valdi_starter_status(alice)) == 10);
    valdi_runner_free(runner);
}
