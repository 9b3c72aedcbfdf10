/* Two nodes pay in at one account: both read the balance, bob pays and commits, then alice.
 * lost_update NODE ISOLATION */
#undef NDEBUG
#include "bank.h"

#include <assert.h>
#include <stdio.h>

int main(int count, char **arguments) {
    assert(count == 3);
    char *node = arguments[1], *isolation = arguments[2];
    bank_open();
    char *thirty[] = {node, "application_name=alice", isolation, "deposit", "1", "30", NULL};
    char *fifty[] = {node, "application_name=bob", isolation, "deposit", "1", "50", NULL};
    valdi_starter *alice = valdi_starter_exec("alice", thirty);
    valdi_starter *bob = valdi_starter_exec("bob", fifty);
    valdi_starter *nodes[] = {alice, bob, NULL};

    valdi_checkpoint *alice_read = bank_after(alice, "PQexecParams", "SELECT");
    valdi_checkpoint *bob_read = bank_after(bob, "PQexecParams", "SELECT");
    valdi_checkpoint *bob_committed = bank_after(bob, "PQexec", "COMMIT");
    valdi_checkpoint *alice_committed = bank_after(alice, "PQexec", "COMMIT");
    valdi_runner *runner =
        bank_runner(nodes, VALDI_ORDER(alice_read, bob_read, bob_committed, alice_committed));

    assert(valdi_runner_next(runner) == alice_read);
    assert(bank_balance(1) == 100);
    assert(valdi_runner_next(runner) == bob_read);
    assert(bank_balance(1) == 100);
    assert(valdi_runner_next(runner) == bob_committed);
    assert(bank_balance(1) == 150);
    int both = valdi_runner_next(runner) == alice_committed;
    assert(bank_balance(1) == (both ? 130 : 150));
    puts(both ? "both have committed, and bob's 50 are lost" : "only bob has committed");
    bank_settle(runner);
    return 0;
}
