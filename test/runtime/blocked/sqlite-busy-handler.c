// SQLite waits for a lock by sleeping and trying again, for as long as it was told: the order goes on, and the starter is told
// SQLITE_BUSY. If that is longer than the backstop, it is stalled; never infeasible.
// RUN: rm -f %t.db* && %cc %s -lsqlite3 -o %t && %run sh -c '%t %t.db 2>&1 | sed "/^  bob/s/ .*//"' 2>&1 | FileCheck %s --implicit-check-not=infeasible
// CHECK: {{^}}patient for 40 ms: held{{$}}
// CHECK: {{^}}patient for a minute: stalled{{$}}
#include "../inputs/contenders.h"
#include <sqlite3.h>

static sqlite3 *hers, *his;
static int patience;

static void begin(void) {
    assert(sqlite3_exec(hers, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK);
}

static void end(void) {
    assert(sqlite3_exec(hers, "COMMIT", NULL, NULL, NULL) == SQLITE_OK);
}

static void want(void) {
    sqlite3_busy_timeout(his, patience);
    if (sqlite3_exec(his, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK)
        sqlite3_exec(his, "COMMIT", NULL, NULL, NULL);
}

int main(int count, char **arguments) {
    assert(sqlite3_open(arguments[1], &hers) == SQLITE_OK);
    assert(sqlite3_open(arguments[1], &his) == SQLITE_OK);
    assert(sqlite3_exec(hers, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) == SQLITE_OK);
    patience = 40;
    contend((struct contention){"patient for 40 ms", begin, end, want, NULL, 0, 0});
    patience = 60000;
    contend((struct contention){"patient for a minute", begin, end, want, NULL, 200, 0});
    sqlite3_close(hers);
    sqlite3_close(his);
}
