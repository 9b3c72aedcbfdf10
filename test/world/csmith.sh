#!/bin/sh
# Random programs, WORLD_CSMITH of them: the checksums of all their variables, at -O0 and at -O2. csmith.sh BUILD-TREE
. "$(dirname "$0")/common.sh"

count=${WORLD_CSMITH:-500}
say "programs 1 to $count"
export here work valdi valdi_clang clang
seq "$count" | xargs -P "$(nproc)" -n 1 sh "$here/csmith_seed.sh"

cd "$work"
left_out=$(find plain -name '*.left-out' | wc -l)
compared=$(find hooked -name '*.out' | wc -l)
[ $((compared + left_out)) = "$count" ] || fail "$compared compared and $left_out left out are not $count"
[ "$compared" -gt $((count / 2)) ] || fail "only $compared of $count programs end in time"
for out in hooked/*.out; do
    compare 20 "${out#*/}"
done

title="csmith $(csmith --version | sed -n 's/^csmith \([^ ]*\).*/\1/p')"
functions=$(cat hooked/*.functions | awk '{ sum += $1 } END { print sum }')
ran="$compared programs at \`-O0\` and \`-O2\`, seeds 1 to $count, $left_out that do not end left out"
finish
