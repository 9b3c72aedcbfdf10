# repeat.sh COUNT PROGRAM ...: runs the program COUNT times and stops at the first run that fails, or that prints
# something other than the first did, times and processes' numbers aside. Prints what the last run printed.
count=$1
shift
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
out=$directory/out
timeless() {
    sed 's/[0-9.e+-]* ms/_ ms/g; s/backend [0-9]*/backend _/g' "$out"
}
i=0
while [ "$i" -lt "$count" ]; do
    i=$((i + 1))
    "$@" >"$out" 2>&1
    status=$?
    if [ "$status" != 0 ]; then
        cat "$out"
        [ "$count" = 1 ] || echo "run $i of $count failed" >&2
        exit "$status"
    fi
    if [ "$count" != 1 ]; then
        timeless >"$directory/now"
        [ "$i" != 1 ] || cp "$directory/now" "$directory/first"
        if ! cmp -s "$directory/first" "$directory/now"; then
            echo "run $i of $count deviates from the first:" >&2
            diff "$directory/first" "$directory/now" >&2
            exit 1
        fi
    fi
done
cat "$out"
