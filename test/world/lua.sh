#!/bin/sh
# Lua: the interpreter runs scripts, and code it has compiled itself. lua.sh BUILD-TREE
. "$(dirname "$0")/common.sh"
. "$here/fetch.sh"

# The seed of the strings' hashes is an address otherwise.
flags="-O2 -w -std=gnu99 -DLUA_USE_LINUX -DLUA_COMPAT_5_3 -Dluai_makeseed(L)=0"

build_lua() {
    echo '#define DEB_HOST_MULTIARCH "x86_64-linux-gnu"' >lua5.4-deb-multiarch.h # what Debian's rules would write
    (cd "$source" && ls *.c) | xargs -P "$(nproc)" -I '{}' $cc $flags -I. -c "$source/{}" -o '{}.o'
    mv luac.c.o luac.o
    $cc ./*.c.o -Wl,-E -lm -ldl -o lua
    rm lua.c.o
    $cc luac.o ./*.c.o -lm -ldl -o luac
}

run_scripts() {
    for script in "$here"/lua/*.lua; do
        base=$(basename "$script" .lua)
        cp "$script" .
        status=0
        timeout 300 ./lua "$base.lua" >"$base.out" 2>&1 || status=$?
        echo "exit $status" >>"$base.out"
        ./luac -l -l -o "$base.luac" "$base.lua" | sed 's/0x[0-9a-f]*/ADDRESS/g' >"$base.listing"
        ./lua "$base.luac" >"$base.again" 2>&1 || :
    done
}

fetch_debian lua5.4
source=$sources/lua5.4/src

both build_lua
count_hooks lua 800
both run_scripts
for script in "$here"/lua/*.lua; do
    base=$(basename "$script" .lua)
    compare 200 "$base.out" "$base.luac" "$base.listing" "$base.again"
    grep -q '^exit 0$' "$work/plain/$base.out" || fail "plain $base.lua fails"
done

title="Lua $(debian_version lua5.4)"
ran="$(ls "$here"/lua/*.lua | wc -l) scripts, their listings and bytecode, the bytecode run"
finish
