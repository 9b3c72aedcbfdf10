# The random program of a seed, plain and hooked; csmith.sh calls it and says where: csmith_seed.sh SEED
set -eu
seed=$1
directory=$work/$seed
mkdir "$directory"
cd "$directory"

leave_out() {
    echo "$*" >"$work/plain/$seed.left-out"
    rm -rf "$directory" "$work/plain/$seed.out"
    exit 0
}

# Compiles and runs the program: run VARIANT SECONDS LEVEL COMPILER [OPTION...]
run() {
    variant=$1 seconds=$2 level=$3
    shift 3
    timeout "$seconds" "$@" -w "-$level" -I/usr/include/csmith a.c -o "$variant-$level" >"$variant-$level.log" 2>&1 || return 1
    status=0
    echo "$level" >>"$work/$variant/$seed.out"
    timeout "$seconds" "./$variant-$level" 1 >>"$work/$variant/$seed.out" 2>&1 || status=$?
    echo "exit $status" >>"$work/$variant/$seed.out"
    [ "$status" != 124 ]
}

timeout 20 csmith --seed "$seed" --max-funcs 8 --max-block-depth 4 --inline-function -o a.c || leave_out "csmith"
for level in O0 O2; do
    run plain 5 $level "$clang" || leave_out "plain at -$level"
done
# Whatever goes wrong now is a difference.
for level in O0 O2; do
    run hooked 100 $level "$valdi_clang" "-fvaldi-checkpoint-file=$here/all.checkpoints" ||
        echo "hooked at -$level: did not compile or end" >>"$work/hooked/$seed.out"
    hooked=$("$valdi" points hooked-$level | grep -c '^before ') && [ "$hooked" -gt 3 ] ||
        echo "hooked at -$level: no hooks" >>"$work/hooked/$seed.out"
done
echo "$hooked" >"$work/hooked/$seed.functions"
! cmp -s "$work/plain/$seed.out" "$work/hooked/$seed.out" || rm -rf "$directory"
