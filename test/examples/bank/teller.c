/* A teller on SQLite: reads the balance, adds the amount, writes the sum back. Compiled with CORRECTED it does so in a
 * transaction that takes the write lock first, and refuses the deposit if another teller has it. */
#include "teller.h"

#include <sqlite3.h>
#include <stddef.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static long read_balance(sqlite3 *bank) {
    sqlite3_stmt *query;
    long balance = -1;
    sqlite3_prepare_v2(bank, "SELECT balance FROM account", -1, &query, NULL);
    if (sqlite3_step(query) == SQLITE_ROW)
        balance = sqlite3_column_int64(query, 0);
    sqlite3_finalize(query);
    return balance;
}

VALDI_CHECKPOINT static int write_balance(sqlite3 *bank, long balance) {
    sqlite3_stmt *update;
    sqlite3_prepare_v2(bank, "UPDATE account SET balance = ?", -1, &update, NULL);
    sqlite3_bind_int64(update, 1, balance);
    sqlite3_step(update);
    return sqlite3_finalize(update);
}

#ifdef CORRECTED

static int deposit(sqlite3 *bank, long amount) {
    if (sqlite3_exec(bank, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return 0;
    int written = write_balance(bank, read_balance(bank) + amount) == SQLITE_OK;
    return sqlite3_exec(bank, written ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK && written;
}

#else

static int deposit(sqlite3 *bank, long amount) {
    long balance = read_balance(bank);
    return write_balance(bank, balance + amount) == SQLITE_OK;
}

#endif

void *teller_run(void *argument) {
    struct teller *teller = argument;
    sqlite3 *bank;
    if (sqlite3_open(teller->database, &bank) == SQLITE_OK)
        teller->accepted = deposit(bank, teller->amount);
    sqlite3_close(bank);
    return NULL;
}
