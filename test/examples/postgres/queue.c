/* Alice, bob and carol move money from the first account to the second: a queue for one row.
 * queue NODE killed: alice is killed, and bob gets the row; passes: carol is to get it while alice has it and bob waits.
 *
 * Had alice committed, either could be next: a changed row is a new one, for which both queue anew. */
#undef NDEBUG
#include "bank.h"

#include <assert.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>

int main(int count, char **arguments) {
    assert(count == 3);
    char *node = arguments[1], *isolation = "read committed";
    int killed = !strcmp(arguments[2], "killed");
    bank_open();
    char *ten[] = {node, "application_name=alice", isolation, "transfer", "1", "2", "10", NULL};
    char *twenty[] = {node, "application_name=bob", isolation, "transfer", "1", "2", "20", NULL};
    char *forty[] = {node, "application_name=carol", isolation, "transfer", "1", "2", "40", NULL};
    valdi_starter *alice = valdi_starter_exec("alice", ten);
    valdi_starter *bob = valdi_starter_exec("bob", twenty);
    valdi_starter *carol = valdi_starter_exec("carol", forty);
    valdi_starter *nodes[] = {alice, bob, carol, NULL};

    valdi_checkpoint *alice_took = bank_after(alice, "PQexecParams", "UPDATE");
    valdi_checkpoint *alice_ended = valdi_checkpoint_finished(alice);
    valdi_checkpoint *bob_waits = valdi_checkpoint_blocked(bob);
    valdi_checkpoint *bob_took = bank_after(bob, "PQexecParams", "UPDATE");
    valdi_checkpoint *bob_committed = bank_after(bob, "PQexec", "COMMIT");
    valdi_checkpoint *carol_waits = valdi_checkpoint_blocked(carol);
    valdi_checkpoint *carol_took = bank_after(carol, "PQexecParams", "UPDATE");
    valdi_runner *runner =
        killed ? bank_runner(nodes, VALDI_ORDER(alice_took, bob_waits, carol_waits, alice_ended, bob_took,
                                                bob_committed, carol_took))
               : bank_runner(nodes, VALDI_ORDER(alice_took, bob_waits, carol_took, alice_ended, bob_took));

    assert(valdi_runner_next(runner) == alice_took);
    assert(valdi_runner_next(runner) == bob_waits);
    assert(valdi_runner_next(runner) == (killed ? carol_waits : NULL));
    assert(bank_balance(1) == 100 && bank_balance(2) == 100);
    if (killed) {
        assert(!valdi_starter_kill(alice, SIGKILL));
        assert(valdi_runner_next(runner) == alice_ended);
        assert(valdi_runner_next(runner) == bob_took);
        assert(bank_balance(1) == 100 && bank_balance(2) == 100);
        assert(valdi_runner_next(runner) == bob_committed);
        assert(bank_balance(1) == 80 && bank_balance(2) == 120);
        assert(valdi_runner_next(runner) == carol_took);
    }
    bank_settle(runner);
    return 0;
}
