/* Loses a deposit between two processes: both tellers read the balance, bob writes, alice writes. At every pause the test's
 * own connection reads what is in the database. two_processes TELLER DATABASE */
#undef NDEBUG
#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/wait.h>
#include <valdi/valdi.h>

static sqlite3 *bank_open(const char *path) {
    sqlite3 *bank;
    assert(sqlite3_open(path, &bank) == SQLITE_OK);
    assert(sqlite3_exec(bank,
                        "PRAGMA journal_mode = WAL; CREATE TABLE account (balance INTEGER);"
                        "INSERT INTO account VALUES (100)",
                        NULL, NULL, NULL) == SQLITE_OK);
    return bank;
}

static long bank_balance(sqlite3 *bank) {
    sqlite3_stmt *query;
    assert(sqlite3_prepare_v2(bank, "SELECT balance FROM account", -1, &query, NULL) == SQLITE_OK);
    assert(sqlite3_step(query) == SQLITE_ROW);
    long balance = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    return balance;
}

/* The order as far as it goes; at each pause the balance is looked at. Returns how many steps it went. */
static int step_through(valdi_runner *runner, valdi_starter *alice, sqlite3 *bank,
                        valdi_checkpoint *const order[]) {
    static const long expected[] = {100, 100, 150, 130};
    int step = 0;
    for (; order[step] && valdi_runner_next(runner) == order[step]; step++) {
        assert(bank_balance(bank) == expected[step]);
        assert(valdi_starter_status(alice) == -1);
    }
    return step;
}

static const char *answer(const valdi_starter *teller) {
    return WEXITSTATUS(valdi_starter_status(teller)) == 0 ? "accepted" : "refused";
}

int main(int count, char **arguments) {
    assert(count == 3);
    char *teller = arguments[1], *database = arguments[2];
    setlinebuf(stdout); /* in step with the report on standard error */
    sqlite3 *bank = bank_open(database);
    valdi_starter *alice = valdi_starter_exec("alice", (char *[]){teller, database, "30", NULL});
    valdi_starter *bob = valdi_starter_exec("bob", (char *[]){teller, database, "50", NULL});
    valdi_checkpoint *order[] = {
        valdi_checkpoint_after(alice, "read_balance"), valdi_checkpoint_after(bob, "read_balance"),
        valdi_checkpoint_after(bob, "write_balance"), valdi_checkpoint_after(alice, "write_balance"), NULL};
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(alice, bob), order);
    if (!runner) {
        fprintf(stderr, "two_processes: %s\n", valdi_error());
        return 2;
    }
    int steps = step_through(runner, alice, bank, order);
    valdi_verdict verdict = valdi_runner_finish(runner);
    printf("%d steps, %s; alice was %s, bob was %s; the balance is %ld\n", steps, valdi_verdict_name(verdict),
           answer(alice), answer(bob), bank_balance(bank));
    valdi_runner_free(runner);
    sqlite3_close(bank);
    return 0;
}
