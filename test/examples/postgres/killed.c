/* Alice and bob move money from the first account to the second; alice is killed when the money has left the first, while
 * bob waits for the row. killed NODE ISOLATION [spared]: alice's isolation; spared: she only stands still. */
#undef NDEBUG
#include "bank.h"

#include <assert.h>
#include <stddef.h>
#include <signal.h>
#include <sys/wait.h>

int main(int count, char **arguments) {
    assert(count == 3 || count == 4);
    char *node = arguments[1], *isolation = arguments[2];
    bank_open();
    char *thirty[] = {node, "application_name=alice", isolation, "transfer", "1", "2", "30", NULL};
    char *fifty[] = {node, "application_name=bob", "read committed", "transfer", "1", "2", "50", NULL};
    valdi_starter *alice = valdi_starter_exec("alice", thirty);
    valdi_starter *bob = valdi_starter_exec("bob", fifty);
    valdi_starter *nodes[] = {alice, bob, NULL};

    valdi_checkpoint *alice_took = bank_after(alice, "PQexecParams", "UPDATE");
    valdi_checkpoint *bob_waits = valdi_checkpoint_blocked(bob);
    valdi_checkpoint *bob_committed = bank_after(bob, "PQexec", "COMMIT");
    valdi_checkpoint *alice_ended = valdi_checkpoint_finished(alice);
    valdi_runner *runner = bank_runner(nodes, VALDI_ORDER(alice_took, bob_waits, bob_committed, alice_ended));

    assert(valdi_runner_next(runner) == alice_took);
    int waits = valdi_runner_next(runner) == bob_waits;
    assert(bank_balance(0) == (waits ? 200 : 170));
    if (count == 3) {
        assert(!valdi_starter_kill(alice, SIGKILL));
        assert(WTERMSIG(valdi_starter_status(alice)) == SIGKILL);
    }
    if (valdi_runner_next(runner) == bob_committed)
        assert(bank_balance(1) == 50 && bank_balance(2) == 150);
    bank_settle(runner);
    return 0;
}
