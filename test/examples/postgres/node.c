/* A node of a bank: one transaction on the bank's accounts, through a connection of its own.
 *
 *     node CONNECTION ISOLATION deposit ACCOUNT AMOUNT
 *     node CONNECTION ISOLATION withdraw ACCOUNT AMOUNT     which all accounts together must have
 *     node CONNECTION ISOLATION transfer FROM TO AMOUNT
 *
 * ISOLATION is one of PostgreSQL's levels, or "none": then there is no transaction, and each statement counts by itself.
 * Compiled with CORRECTED it locks the accounts of a transfer in the order of their numbers. */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static PGconn *bank;

static void fail(const char *reason) {
    fprintf(stderr, "%s: %s\n", PQparameterStatus(bank, "application_name"), reason);
    exit(1); /* the server takes back what was not committed */
}

/* Ends the node unless the statement succeeded. */
static PGresult *checked(PGresult *result) {
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
        fail(message ? message : PQerrorMessage(bank));
    }
    return result;
}

static void run(const char *sql) {
    PQclear(checked(PQexec(bank, sql)));
}

static long first_value(PGresult *result) {
    long value = PQntuples(result) ? atol(PQgetvalue(result, 0, 0)) : 0;
    PQclear(result);
    return value;
}

static long read_balance(const char *account) {
    return first_value(checked(PQexecParams(bank, "SELECT balance FROM account WHERE number = $1", 1, NULL,
                                            &account, NULL, NULL, 0)));
}

static void update(const char *sql, const char *account, long amount) {
    char text[24];
    const char *values[] = {account, text};
    snprintf(text, sizeof text, "%ld", amount);
    PQclear(checked(PQexecParams(bank, sql, 2, NULL, values, NULL, NULL, 0)));
}

static void write_balance(const char *account, long balance) {
    update("UPDATE account SET balance = $2 WHERE number = $1", account, balance);
}

static void add(const char *account, long amount) {
    update("UPDATE account SET balance = balance + $2 WHERE number = $1", account, amount);
}

static void deposit(const char *account, long amount) {
    long balance = read_balance(account);
    write_balance(account, balance + amount);
}

static void withdraw(const char *account, long amount) {
    long all = first_value(checked(PQexec(bank, "SELECT sum(balance) FROM account")));
    if (all < amount)
        fail("not enough money");
    add(account, -amount);
}

static void transfer(const char *from, const char *to, long amount) {
#ifdef CORRECTED
    if (atol(from) > atol(to)) {
        add(to, amount);
        add(from, -amount);
        return;
    }
#endif
    add(from, -amount);
    add(to, amount);
}

static void act(int count, char **words) {
    if (count == 3 && !strcmp(words[0], "deposit"))
        deposit(words[1], atol(words[2]));
    else if (count == 3 && !strcmp(words[0], "withdraw"))
        withdraw(words[1], atol(words[2]));
    else if (count == 4 && !strcmp(words[0], "transfer"))
        transfer(words[1], words[2], atol(words[3]));
    else
        fail("usage: node CONNECTION ISOLATION deposit|withdraw|transfer ACCOUNT... AMOUNT");
}

int main(int count, char **arguments) {
    const char *isolation = count > 2 ? arguments[2] : "none";
    bank = PQconnectdb(count > 1 ? arguments[1] : "");
    if (PQstatus(bank) != CONNECTION_OK) {
        fputs(PQerrorMessage(bank), stderr);
        return 2;
    }
    int is_transaction = strcmp(isolation, "none") != 0;
    if (is_transaction) {
        char begin[80];
        snprintf(begin, sizeof begin, "BEGIN ISOLATION LEVEL %s", isolation);
        run(begin);
    }
    act(count - 3, arguments + 3);
    if (is_transaction)
        run("COMMIT");
    PQfinish(bank);
    return 0;
}
