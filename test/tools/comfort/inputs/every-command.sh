# Runs a test of each command: every-command.sh TEST, which has the command's name in $command and may use the files
# $out and $err. Ends with 1 and the name of the first that fails.
set -u
out=$(mktemp) err=$(mktemp)
trap 'rm -f "$out" "$err"' EXIT
commands=$(valdi help --commands)
[ -n "$commands" ] || { echo "no commands"; exit 1; }
for command in $commands; do
    command=$command out=$out err=$err sh -euc "$1" || { echo "$command: not so: $1"; cat "$out" "$err"; exit 1; }
    echo "$command: so"
done
