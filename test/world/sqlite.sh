#!/bin/sh
# SQLite: its shell, a script of thousands of statements. sqlite.sh BUILD-TREE
. "$(dirname "$0")/common.sh"
. "$here/fetch.sh"

flags="-O2 -w -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_GEOPOLY
    -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_STAT4 -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_SESSION
    -DSQLITE_ENABLE_PREUPDATE_HOOK -DSQLITE_ENABLE_DBPAGE_VTAB -DSQLITE_SOUNDEX"

build_shell() {
    printf '%s\n' "$library/sqlite3" "$work/shell" |
        xargs -P "$(nproc)" -I '{}' sh -c '"$@" -c "{}.c" -o "$(basename "{}").o"' sh $cc $flags -I"$library"
    $cc sqlite3.o shell.o -lm -ldl -lpthread -o sqlite3
}

run_shell() {
    status=0
    ./sqlite3 -batch test.db <"$work/script.sql" >output 2>&1 || status=$?
    echo "exit $status" >>output
    ./sqlite3 test.db .dump >dump
    ./sqlite3 test.db '.sha3sum --schema' 'PRAGMA integrity_check' >checksum
}

. "$here/sqlite_source.sh"
cp "$shell/shell.c" "$work" # away from its own sqlite3.h
python3 "$here/sqlite_script.py" >"$work/script.sql"

both build_shell
count_hooks sqlite3 3000
both run_shell
compare 100000 output dump test.db
compare 50 checksum
grep -q '^ok$' "$work/plain/checksum" || fail "the database is not intact"

title="SQLite $(sed -n 's/^#define SQLITE_VERSION  *"\(.*\)"/\1/p' "$library/sqlite3.h")"
ran="$(grep -c ';$' "$work/script.sql") statements: output, dump, database file"
finish
