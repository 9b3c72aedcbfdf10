/* Two nodes draw 150 each, from two accounts that have 200 together: each sees that there is enough, bob draws from the
 * second and commits, then alice from the first. write_skew NODE ISOLATION */
#undef NDEBUG
#include "bank.h"

#include <assert.h>
#include <stdio.h>

int main(int count, char **arguments) {
    assert(count == 3);
    char *node = arguments[1], *isolation = arguments[2];
    bank_open();
    char *first[] = {node, "application_name=alice", isolation, "withdraw", "1", "150", NULL};
    char *second[] = {node, "application_name=bob", isolation, "withdraw", "2", "150", NULL};
    valdi_starter *alice = valdi_starter_exec("alice", first);
    valdi_starter *bob = valdi_starter_exec("bob", second);
    valdi_starter *nodes[] = {alice, bob, NULL};

    valdi_checkpoint *alice_counted = bank_after(alice, "PQexec", "SELECT sum");
    valdi_checkpoint *bob_counted = bank_after(bob, "PQexec", "SELECT sum");
    valdi_checkpoint *bob_committed = bank_after(bob, "PQexec", "COMMIT");
    valdi_checkpoint *alice_committed = bank_after(alice, "PQexec", "COMMIT");
    valdi_runner *runner =
        bank_runner(nodes, VALDI_ORDER(alice_counted, bob_counted, bob_committed, alice_committed));

    assert(valdi_runner_next(runner) == alice_counted);
    assert(valdi_runner_next(runner) == bob_counted);
    assert(bank_balance(0) == 200);
    assert(valdi_runner_next(runner) == bob_committed);
    assert(bank_balance(0) == 50);
    int both = valdi_runner_next(runner) == alice_committed;
    assert(bank_balance(0) == (both ? -100 : 50));
    puts(both ? "both have committed, and the bank has less than nothing" : "only bob has committed");
    bank_settle(runner);
    return 0;
}
