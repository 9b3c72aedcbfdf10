/* The books of the bank, as the test sees them. */
#include "bank.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static PGconn *books;

/* The statement's result; $1 is the text, if there is one. */
static PGresult *ask(const char *sql, const char *text) {
    PGresult *result = text ? PQexecParams(books, sql, 1, NULL, &text, NULL, NULL, 0) : PQexec(books, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        fprintf(stderr, "bank: %s", PQerrorMessage(books));
        exit(2);
    }
    return result;
}

static long ask_number(const char *sql, const char *text) {
    PGresult *result = ask(sql, text);
    long number = PQntuples(result) ? atol(PQgetvalue(result, 0, 0)) : 0;
    PQclear(result);
    return number;
}

void bank_open(void) {
    setlinebuf(stdout); /* in step with reports and nodes on standard error */
    books = PQconnectdb("application_name=test");
    PQclear(ask("SET client_min_messages = warning", NULL));
    PQclear(ask("DROP TABLE IF EXISTS account", NULL));
    PQclear(ask("CREATE TABLE account (number integer PRIMARY KEY, balance integer)", NULL));
    PQclear(ask("INSERT INTO account VALUES (1, 100), (2, 100)", NULL));
}

long bank_balance(int account) {
    char number[16];
    snprintf(number, sizeof number, "%d", account);
    return ask_number("SELECT sum(balance) FROM account WHERE $1 IN (number, 0)", number);
}

long bank_backend(const valdi_starter *node) {
    return ask_number("SELECT pid FROM pg_stat_activity WHERE application_name = $1",
                      valdi_starter_name(node));
}

static int sql_begins(const valdi_hit *hit, void *beginning) {
    return !strncmp(valdi_hit_text(hit, 1), beginning, strlen(beginning));
}

valdi_checkpoint *bank_after(valdi_starter *node, const char *function, const char *sql) {
    return valdi_checkpoint_when(valdi_checkpoint_after(node, function), sql_begins, (void *)sql);
}

/* Who wants a row that another transaction has changed waits for that transaction, with a lock on the row in hand, which
 * tells the table. */
static const char lock_waits[] =
    "SELECT holder.application_name,"
    "       coalesce('row of ' || row.relation::regclass,"
    "                concat_ws(' ', wanted.locktype, wanted.relation::regclass)),"
    "       holder.pid"
    "  FROM pg_stat_activity waiting"
    "  JOIN pg_stat_activity holder ON holder.pid = ANY (pg_blocking_pids(waiting.pid))"
    "  JOIN pg_locks wanted ON wanted.pid = waiting.pid AND NOT wanted.granted"
    "  LEFT JOIN pg_locks row ON row.pid = waiting.pid AND row.locktype = 'tuple'"
    " WHERE waiting.application_name = $1";

int bank_who_blocks(const valdi_starter *starter, valdi_block *block, void *nodes) {
    PGresult *holders = ask(lock_waits, valdi_starter_name(starter));
    int count = PQntuples(holders);
    if (count) {
        for (valdi_starter **node = nodes; *node; node++)
            if (!strcmp(valdi_starter_name(*node), PQgetvalue(holders, 0, 0)))
                block->holder = *node;
        snprintf(block->what, sizeof block->what, "%s, backend %s", PQgetvalue(holders, 0, 1),
                 PQgetvalue(holders, 0, 2));
    }
    PQclear(holders);
    return count > 0;
}

valdi_runner *bank_runner(valdi_starter *const nodes[], valdi_checkpoint *const order[]) {
    valdi_runner *runner = valdi_runner_new(nodes, order);
    if (!runner) {
        fprintf(stderr, "bank: %s\n", valdi_error());
        exit(2);
    }
    valdi_runner_set_blocker(runner, bank_who_blocks, (void *)nodes);
    return runner;
}

void bank_settle(valdi_runner *runner) {
    valdi_verdict verdict = valdi_runner_finish(runner);
    printf("verdict: %s\n", valdi_verdict_name(verdict));
    printf("account 1 has %ld, account 2 has %ld\n", bank_balance(1), bank_balance(2));
    valdi_runner_free(runner);
    PQfinish(books);
}
