/* Alice and bob move money from the first account to the second. While alice has not committed, bob waits for the row.
 * row_lock NODE waits: bob is to wait until alice has committed; passes: he is to move his money before. */
#undef NDEBUG
#include "bank.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* Whether the report names the backend that serves the node, by its number, which differs from run to run. */
static int is_named(valdi_runner *runner, const valdi_starter *node) {
    char backend[40];
    snprintf(backend, sizeof backend, "backend %ld", bank_backend(node));
    return strstr(valdi_runner_explain(runner), backend) != NULL;
}

int main(int count, char **arguments) {
    assert(count == 3);
    char *node = arguments[1];
    int waits = !strcmp(arguments[2], "waits");
    bank_open();
    char *thirty[] = {node, "application_name=alice", "read committed", "transfer", "1", "2", "30", NULL};
    char *fifty[] = {node, "application_name=bob", "read committed", "transfer", "1", "2", "50", NULL};
    valdi_starter *alice = valdi_starter_exec("alice", thirty);
    valdi_starter *bob = valdi_starter_exec("bob", fifty);
    valdi_starter *nodes[] = {alice, bob, NULL};

    valdi_checkpoint *alice_took = bank_after(alice, "PQexecParams", "UPDATE");
    valdi_checkpoint *alice_committed = bank_after(alice, "PQexec", "COMMIT");
    valdi_checkpoint *bob_waits = valdi_checkpoint_blocked(bob);
    valdi_checkpoint *bob_took = bank_after(bob, "PQexecParams", "UPDATE");
    valdi_runner *runner =
        waits ? bank_runner(nodes, VALDI_ORDER(alice_took, bob_waits, alice_committed, bob_took))
              : bank_runner(nodes, VALDI_ORDER(alice_took, bob_took, alice_committed));

    assert(valdi_runner_next(runner) == alice_took);
    assert(bank_balance(1) == 100 && bank_balance(2) == 100);
    if (waits) {
        assert(valdi_runner_next(runner) == bob_waits);
        assert(bank_balance(1) == 100 && bank_balance(2) == 100);
        assert(valdi_runner_next(runner) == alice_committed);
        assert(bank_balance(1) == 70 && bank_balance(2) == 130);
        assert(valdi_runner_next(runner) == bob_took);
        assert(bank_balance(1) == 70 && bank_balance(2) == 130);
    } else {
        assert(!valdi_runner_next(runner));
        assert(bank_balance(1) == 100 && bank_balance(2) == 100);
        assert(is_named(runner, alice));
    }
    bank_settle(runner);
    return 0;
}
