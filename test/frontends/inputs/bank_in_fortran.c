/* Holds two threads in bank.f90 to an order that loses a deposit. */
#include <assert.h>
#include <valdi/valdi.h>

extern long balance;
void pay_in_(const long *amount);

static void *teller(void *amount) {
    pay_in_(amount);
    return amount;
}

int main(void) {
    long thirty = 30, fifty = 50;
    valdi_starter *alice = valdi_starter_thread("alice", teller, &thirty);
    valdi_starter *bob = valdi_starter_thread("bob", teller, &fifty);
    valdi_checkpoint *read = valdi_checkpoint_after(alice, "bank::read_balance");
    valdi_checkpoint *paid = valdi_checkpoint_after(bob, "pay_in_");
    valdi_checkpoint *written = valdi_checkpoint_after(alice, "bank::deposit::write_balance");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(read, paid, written));
    assert(valdi_runner_next(runner) == read && balance == 100);
    assert(valdi_runner_next(runner) == paid && balance == 150);
    assert(valdi_runner_next(runner) == written && balance == 130);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
