/* Loses a deposit, in a declared order: both tellers read the balance, bob writes, alice writes. At every pause a third
 * connection reads what is in the database. bank DATABASE; compiled with BY_CALLS, the order is declared by the
 * tellers' calls of sqlite3_step: the first reads, the second writes. */
#undef NDEBUG
#include "teller.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <valdi/valdi.h>

enum { OPENING = 100, ALICE = 30, BOB = 50, STEPS = 4 };

/* What the database should hold at each pause. */
static const long expected[STEPS] = {OPENING, OPENING, OPENING + BOB, OPENING + ALICE};

static sqlite3 *bank_open(const char *path) {
    sqlite3 *bank;
    char sql[200];
    snprintf(
        sql, sizeof sql,
        "PRAGMA journal_mode = WAL; CREATE TABLE account (balance INTEGER); INSERT INTO account VALUES (%d)",
        OPENING);
    assert(sqlite3_open(path, &bank) == SQLITE_OK);
    if (sqlite3_exec(bank, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "bank: %s: %s\n", path, sqlite3_errmsg(bank));
        exit(2);
    }
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

static valdi_checkpoint *has_read(valdi_starter *teller) {
#ifdef BY_CALLS
    return valdi_checkpoint_nth(valdi_checkpoint_after(teller, "sqlite3_step"), 1);
#else
    return valdi_checkpoint_after(teller, "read_balance");
#endif
}

static valdi_checkpoint *has_written(valdi_starter *teller) {
#ifdef BY_CALLS
    return valdi_checkpoint_nth(valdi_checkpoint_after(teller, "sqlite3_step"), 2);
#else
    return valdi_checkpoint_after(teller, "write_balance");
#endif
}

/* Steps through the order: a line of the table for each checkpoint reached. */
static void step_through(valdi_runner *runner, valdi_checkpoint *const order[], sqlite3 *bank) {
    static const char *const columns[STEPS][2] = {
        {"has read", ""}, {"", "has read"}, {"", "has written"}, {"has written", ""}};
    printf("  step  %-14s%-14s%s\n", "alice", "bob", "balance in the database");
    for (int i = 0; i < STEPS && valdi_runner_next(runner) == order[i]; i++) {
        long balance = bank_balance(bank);
        printf("  %-6d%-14s%-14s%ld\n", i + 1, columns[i][0], columns[i][1], balance);
        assert(balance == expected[i]);
    }
}

/* What the customers were told, what the database says, and what Valdi says. Returns whether it is as expected. */
static int settle_accounts(valdi_runner *runner, const struct teller *alice, const struct teller *bob,
                           sqlite3 *bank) {
    valdi_verdict verdict = valdi_runner_finish(runner);
    long balance = bank_balance(bank), owed = OPENING + alice->accepted * ALICE + bob->accepted * BOB;
    printf("\n  alice's deposit of %d was %s, bob's of %d was %s\n", ALICE,
           alice->accepted ? "accepted" : "refused", BOB, bob->accepted ? "accepted" : "refused");
    printf("  the balance should be %ld and is %ld: %s\n", owed, balance,
           owed == balance ? "nothing is lost" : "a deposit is lost");
    printf("  verdict: %s\n", valdi_verdict_name(verdict));
    if (verdict == VALDI_HELD)
        printf("  %s", valdi_runner_explain(runner));
#ifdef CORRECTED
    return verdict == VALDI_UNREACHED && owed == OPENING + ALICE && balance == owed;
#else
    return verdict == VALDI_HELD && owed == OPENING + ALICE + BOB && balance == OPENING + ALICE;
#endif
}

int main(int count, char **arguments) {
    if (count != 2) {
        fputs("usage: bank DATABASE\n", stderr);
        return 2;
    }
    setlinebuf(stdout); /* in step with the report on standard error */
    sqlite3 *bank = bank_open(arguments[1]);
    struct teller tellers[] = {{arguments[1], ALICE, 0}, {arguments[1], BOB, 0}};
    valdi_starter *alice = valdi_starter_thread("alice", teller_run, &tellers[0]);
    valdi_starter *bob = valdi_starter_thread("bob", teller_run, &tellers[1]);
    valdi_checkpoint *order[STEPS + 1] = {has_read(alice), has_read(bob), has_written(bob),
                                          has_written(alice)};
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(alice, bob), order);
    if (!runner) {
        fprintf(stderr, "bank: %s\n", valdi_error());
        return 2;
    }
    step_through(runner, order, bank);
    int as_expected = settle_accounts(runner, &tellers[0], &tellers[1], bank);
    valdi_runner_free(runner);
    sqlite3_close(bank);
    return !as_expected;
}
