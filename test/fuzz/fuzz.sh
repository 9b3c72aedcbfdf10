#!/bin/sh
# Feeds the parsers of checkpoint files and order files, and what checks control blocks and reads recordings, with what libFuzzer makes of
# their corpora, one after the other: fuzz.sh BUILD-TREE SECONDS
set -eu

[ $# = 2 ] || { echo "usage: $0 BUILD-TREE SECONDS" >&2; exit 2; }
tree=$(cd "$1" && pwd) seconds=$(($2 / 4))
cd "$(dirname "$0")"
llvm=$(sed -n 's,^LLVM_DIR:[A-Z]*=\(.*\)/lib/cmake/llvm/*$,\1,p' "$tree/CMakeCache.txt")
work=$tree/fuzz

rm -rf "$work"
mkdir -p "$work"

# fuzz TARGET LONGEST-INPUT SOURCE...
fuzz() {
    target=$1 longest=$2 log=$work/$1.log status=0
    shift 2
    cp -r "corpus/$target" "$work/$target.corpus"
    "$llvm/bin/clang" -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -Werror -g -O1 \
        -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
        -isystem "$llvm/include" -I../../include "$target.c" "$@" -o "$work/$target"
    "$work/$target" -max_len="$longest" -max_total_time="$seconds" -print_final_stats=1 \
        -artifact_prefix="$work/" "$work/$target.corpus" >"$log" 2>&1 || status=$?
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -1)
    finding=$(sed -n 's/.*Test unit written to //p' "$log" | tail -1)
    [ $status = 0 ] && result="no finding" || result="finding: ${finding:-none written}; see $log"
    echo "$target: ${executions:-0} executions, ${edges:-0} edges covered, $result"
    return $status
}

failed=0
fuzz checkpoint_file 4096 ../../pass/checkpoint_file.c || failed=1
fuzz order_text 4096 ../../runtime/distance.c ../../runtime/order_[cdtw]*.c || failed=1
fuzz control 8192 $(ls ../../runtime/*.c | grep -v /locks.c) || failed=1
fuzz recording 8192 ../../tools/valdi/log.c ../../tools/valdi/memory.c ../../tools/valdi/trace.c ../../tools/valdi/values.c || failed=1
exit $failed
