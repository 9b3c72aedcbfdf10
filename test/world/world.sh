#!/bin/sh
# Builds real programs twice, as they are and with every function and every call hooked, and compares what they do.
# Prints a table in Markdown; exits 1 if anything differs.
set -eu

usage() {
    cat >&2 <<TEXT
usage: $0 [--self-test] BUILD-TREE [NAME...]

  NAME: $names; all of them unless named
  --self-test: only show that a difference, missing hooks and a missing output are found; else that comes first

  WORLD_CSMITH=500      random programs
  WORLD_ZSTD_FUZZ=500   rounds of zstd's fuzzer
TEXT
    exit 2
}

# A program's script must fail, and its row must tell why: must_fail WORD [VARIABLE=VALUE...]
must_fail() {
    word=$1
    shift
    ! row=$(env "$@" sh "$here/differ.sh" "$build" 2>&1) || { echo "$row" >&2; return 1; }
    case $row in
    *"$word"*) return 0 ;;
    esac
    echo "$row" >&2
    return 1
}

self_test() {
    echo "== self-test" >&2
    must_fail "DIFFERENT: output" WORLD_LEAST_HOOKS=0 &&
        must_fail "not over 1000" WORLD_LEAST_HOOKS=1000 &&
        must_fail "has less than 1000 bytes" WORLD_LEAST_BYTES=1000 ||
        { echo "$0: the self-test failed: a difference can go unnoticed" >&2; exit 1; }
    rm -rf "$build/world/differ"
}

names="sqlite lua zstd memcached csmith"
only=
[ "${1:-}" != --self-test ] || { only=yes; shift; }
[ $# -gt 0 ] && [ -x "$1/bin/valdi-clang" ] || usage
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
shift
for name do
    case " $names " in
    *" $name "*) ;;
    *) usage ;;
    esac
done

self_test
[ -z "$only" ] || exit 0
status=0
echo "$("$build/bin/valdi-clang" --version | head -n 1), every function and every call hooked:"
printf '\n| program | hooked | compared | plain = hooked | time |\n|---|---:|---|---|---:|\n'
for name in ${*:-$names}; do
    sh "$here/$name.sh" "$build" || status=1
done
exit $status
