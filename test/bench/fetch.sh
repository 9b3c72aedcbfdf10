#!/bin/sh
# Fetches SQLite's amalgamation and its shell for sqlite.py, by package name: fetch.sh BUILD-TREE. Prints where they are.
. "$(dirname "$0")/../world/common.sh"
printed=yes # no row of a table here
. "$here/../world/fetch.sh"
. "$here/../world/sqlite_source.sh"
cp "$shell/shell.c" "$work"
echo "$library $work/shell.c"
