/* Alice moves money from the first account to the second, bob from the second to the first: each has changed one row and
 * wants the other's. deadlock NODE
 *
 * PostgreSQL looks for a deadlock when somebody has waited for deadlock_timeout, one second, and ends who looked. Bob has
 * so little patience here, and alice so much, that it is always bob. */
#undef NDEBUG
#include "bank.h"

#include <assert.h>
#include <stddef.h>
#include <sys/wait.h>

int main(int count, char **arguments) {
    assert(count == 2);
    char *node = arguments[1], *isolation = "read committed";
    bank_open();
    char alice_is[] = "application_name=alice options='-c deadlock_timeout=1h'";
    char bob_is[] = "application_name=bob options='-c deadlock_timeout=20ms'";
    char *there[] = {node, alice_is, isolation, "transfer", "1", "2", "30", NULL};
    char *back[] = {node, bob_is, isolation, "transfer", "2", "1", "50", NULL};
    valdi_starter *alice = valdi_starter_exec("alice", there);
    valdi_starter *bob = valdi_starter_exec("bob", back);
    valdi_starter *nodes[] = {alice, bob, NULL};

    valdi_checkpoint *alice_took = bank_after(alice, "PQexecParams", "UPDATE");
    valdi_checkpoint *bob_took = bank_after(bob, "PQexecParams", "UPDATE");
    valdi_checkpoint *alice_waits = valdi_checkpoint_blocked(alice);
    valdi_checkpoint *bob_ended = valdi_checkpoint_finished(bob);
    valdi_checkpoint *alice_gave = bank_after(alice, "PQexecParams", "UPDATE");
    valdi_checkpoint *alice_committed = bank_after(alice, "PQexec", "COMMIT");
    valdi_runner *runner = bank_runner(
        nodes, VALDI_ORDER(alice_took, bob_took, alice_waits, bob_ended, alice_gave, alice_committed));

    assert(valdi_runner_next(runner) == alice_took);
    if (valdi_runner_next(runner) == bob_took) {
        assert(valdi_runner_next(runner) == alice_waits);
        assert(bank_balance(1) == 100 && bank_balance(2) == 100);
        assert(valdi_runner_next(runner) == bob_ended);
        assert(WEXITSTATUS(valdi_starter_status(bob)) == 1);
        assert(bank_balance(1) == 100 && bank_balance(2) == 100);
        assert(valdi_runner_next(runner) == alice_gave);
        assert(valdi_runner_next(runner) == alice_committed);
        assert(bank_balance(1) == 70 && bank_balance(2) == 130);
    }
    bank_settle(runner);
    return 0;
}
