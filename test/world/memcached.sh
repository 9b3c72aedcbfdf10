#!/bin/sh
# memcached: clients that talk to it at once, and its own tests. memcached.sh BUILD-TREE
. "$(dirname "$0")/common.sh"
. "$here/fetch.sh"

server=
trap 'stop_server; print_failure' EXIT

build_memcached() {
    cp -r "$source" source
    cd source
    ./configure --disable-docs --disable-dependency-tracking "CC=$cc" "CFLAGS=-O2 -g -w"
    make -j "$(nproc)" AUTOCONF=: AUTOMAKE=: ACLOCAL=: AUTOHEADER=:
    ln -s source/memcached source/memcached-debug ..
}

# Without the thread that moves items about, which now and then keeps incr and decr from changing one in place.
start_server() {
    directory=$(mktemp -d)
    as_nobody=
    if [ "$(id -u)" = 0 ]; then
        chown nobody "$directory"
        as_nobody="-u nobody"
    fi
    ./memcached $as_nobody -s "$directory/socket" -m 256 -t 4 -I 2m -o no_lru_maintainer,no_lru_crawler \
        >server.log 2>&1 &
    server=$!
    for _ in $(seq 100); do
        [ ! -S "$directory/socket" ] || return 0
        sleep 0.1
    done
    fail "the server does not start"
}

stop_server() {
    [ -n "$server" ] || return 0
    kill "$server" || :
    wait "$server" || server_status=$?
    rm -rf "$directory"
    server=
}

run_load() {
    start_server
    python3 "$here/memcached_load.py" "$directory/socket" 6 2500 >conversations
    server_status=0
    stop_server
    echo "exit $server_status" >>conversations
}

# The tests that pass, one name a line; some watch the clock, so that one which fails has another go alone.
run_tests() {
    cd source
    ./testapp >testapp.log 2>&1
    grep '^ok' testapp.log >>../tests
    for test in $(cat "$work/tests"); do
        echo "$test"
    done | xargs -P 6 -I '{}' sh -c 'timeout 300 prove -Q "$1" && echo "$1" >>../passed' - '{}' || :
    for test in $(cat "$work/tests"); do
        grep -qx "$test" ../passed || { timeout 300 prove -Q "$test" && echo "$test" >>../passed; } || :
    done
    sort ../passed >>../tests
}

fetch_debian memcached
source=$sources/memcached
# whitespace.t looks at the source, not at the program.
(cd "$source" && ls t/*.t | grep -v t/whitespace.t) >"$work/tests"

both build_memcached
count_hooks memcached 500
both run_load
compare 1000000 conversations
grep -q '^exit 0$' "$work/plain/conversations" || fail "the plain server stops with an error"
both run_tests
[ "$(grep -c '^t/' plain/tests)" -gt 40 ] || fail "too few tests pass on the plain program"
compare 1000 tests

title="memcached $(debian_version memcached)"
ran="$(grep -c . plain/conversations) answers to 6 clients at once; $(grep -c '^t/' plain/tests) of its test files and"
ran="$ran $(grep -c '^ok' plain/tests) of testapp's tests"
finish
