// Where a program has both a hooked body and hooked calls of a function, one call is one hit.
//
// RUN: printf '[both]\nfun:deposit\nfun:getppid\n' >%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints -DELSEWHERE -c %s -o %t.o
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s %t.o -o %t
// RUN: %run %t
#include <assert.h>
#include <unistd.h>
#include <valdi/valdi.h>

extern int balance;
void deposit(int amount);

#ifdef ELSEWHERE
int balance;

void deposit(int amount) {
    balance += amount;
}
#else
static void *pay_in(void *argument) {
    deposit(1);
    getppid();
    deposit(2);
    getppid();
    deposit(4);
    return argument;
}

int main(void) {
    valdi_starter *bob = valdi_starter_thread("bob", pay_in, 0);
    valdi_checkpoint *before = valdi_checkpoint_nth(valdi_checkpoint_before(bob, "deposit"), 2);
    valdi_checkpoint *called = valdi_checkpoint_nth(valdi_checkpoint_before(bob, "getppid"), 2);
    valdi_checkpoint *after = valdi_checkpoint_nth(valdi_checkpoint_after(bob, "deposit"), 3);
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(before, called, after));
    assert(runner);
    assert(valdi_runner_next(runner) == before);
    assert(balance == 1);
    assert(valdi_runner_next(runner) == called);
    assert(balance == 3);
    assert(valdi_runner_next(runner) == after);
    assert(balance == 7);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
#endif
