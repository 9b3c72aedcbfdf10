# What the programs' scripts share. A script sources it first, with the build tree as $1; then it fetches, builds and
# runs in $work/plain and in $work/hooked, compares files of the same name there, and prints its row of the table.
set -eu
export LC_ALL=C TZ=UTC0

here=$(cd "$(dirname "$0")" && pwd)
name=$(basename "$0" .sh)
build=$(cd "$1" && pwd)
valdi=$build/bin/valdi
valdi_clang=$build/bin/valdi-clang
clang=$("$valdi_clang" -print-prog-name=clang)
sources=$build/world/sources
work=$build/world/$name
title=$name functions= ran= differs= printed= started=$(date +%s)

rm -rf "$work"
mkdir -p "$sources" "$work/plain" "$work/hooked"
trap 'print_failure' EXIT
trap 'exit 1' HUP INT TERM

say() {
    echo "== $name: $*" >&2
}

fail() {
    say "$@"
    exit 1
}

print_row() {
    printed=yes
    echo "| $title | $functions | $ran | $1 | $(($(date +%s) - started)) s |"
}

# A script that stops before its row is printed has failed.
print_failure() {
    [ -z "$printed" ] || return 0
    say "failed; see $work"
    tail -qn 5 "$work"/*.log >&2 2>/dev/null || :
    print_row FAILED
}

# The end of every script: its row, and exit status 1 if anything differs.
finish() {
    [ -n "$functions" ] && [ -n "$ran" ] || fail "nothing was compared"
    [ -z "$differs" ] || { print_row "DIFFERENT:$differs"; exit 1; }
    print_row same
}

# The command once in plain's directory and once in hooked's, with $variant and $cc set: both COMMAND [ARGUMENT...]
both() {
    for variant in plain hooked; do
        cc=$clang
        [ $variant = plain ] || cc="$valdi_clang -fvaldi-checkpoint-file=$here/all.checkpoints"
        say "$(echo "$1" | tr _ ' '), $variant"
        cd "$work/$variant"
        "$@" >>"$work/$variant.log" 2>&1
    done
    cd "$work"
}

# Counts what is hooked in a program, which must be more than LEAST; in the plain one nothing may be:
# count_hooks PROGRAM LEAST
count_hooks() {
    ! "$valdi" points "$work/plain/$1" 2>&1 | grep -Eq '^(before|after) ' || fail "plain $1 has hooks"
    functions=$("$valdi" points "$work/hooked/$1" | grep -c '^before ') || functions=0
    [ "$functions" -gt "$2" ] || fail "hooked $1 has $functions functions and calls hooked, not over $2"
}

# Requires files of at least LEAST bytes that are equal: compare LEAST FILE...
compare() {
    least=$1
    shift
    for file do
        for variant in plain hooked; do
            [ "$(wc -c <"$work/$variant/$file")" -ge "$least" ] || fail "$variant/$file has less than $least bytes"
        done
        cmp -s "$work/plain/$file" "$work/hooked/$file" || {
            differs="$differs $file"
            say "DIFFERENT: $work/plain/$file $work/hooked/$file"
        }
    done
}
