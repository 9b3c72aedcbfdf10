# check.sh CLANG DIRECTORY [OPTION...]: has spin check gate.pml, with options like -DMUTANT_X, in the directory. Prints what it
# finds. -DORDER=... looks at one order only, -DENDLESS for runs without end.
set -eu
clang=$1 directory=$2
shift 2
model=$(cd "$(dirname "$0")" && pwd)/gate.pml
search=-DSAFETY mode= optimize=-O1
case " $* " in
*" -DENDLESS "*) search=-DNP mode=-l ;;
*" -DORDER="*) optimize=-O0 ;; # compiling takes longest
esac
mkdir -p "$directory"
cd "$directory"
spin -P"$clang -E -x c" -a "$@" "$model"
"$clang" $optimize -w $search -DVECTORSZ=2048 -DMEMLIM=4000 -o pan pan.c
./pan $mode -m10000 | grep -v '^Depth='
