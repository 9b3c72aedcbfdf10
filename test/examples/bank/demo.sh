#!/bin/sh
# demo.sh PREFIX: builds the bank with the Valdi in PREFIX, loses a deposit, then shows that the corrected teller cannot.
set -eu
prefix=$(realpath "$1")
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$prefix/bin/valdi-clang" -g teller.c bank.c -lsqlite3 -o "$scratch/lost"
"$prefix/bin/valdi-clang" -g -DCORRECTED teller.c bank.c -lsqlite3 -o "$scratch/corrected"
cat <<'TEXT'

Two tellers pay in at one account, in one SQLite database, each through a connection of its own: alice 30, bob 50. The
test declares the order: both read the balance, then bob writes, then alice. No sleep, no luck.

TEXT
"$scratch/lost" "$scratch/lost.db"
cat <<'TEXT'

The corrected teller takes the database's write lock before it reads (BEGIN IMMEDIATE). The same order:

TEXT
"$scratch/corrected" "$scratch/corrected.db"
cat <<'TEXT'

The order cannot be held any more: that is what a fixed bug looks like, and the test expects it.
The source: test/examples/bank, teller.c and bank.c.
TEXT
