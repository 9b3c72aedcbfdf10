#!/bin/sh
# Measures hooks, hand-overs, orders and runners of what is built in a build tree; prints tables in Markdown.
set -eu

[ $# = 1 ] || { echo "usage: $0 BUILD-TREE" >&2; exit 2; }
build=$(cd "$1" && pwd)
valdi_clang=$build/bin/valdi-clang
clang=$("$valdi_clang" -print-prog-name=clang)
nm=$("$valdi_clang" -print-prog-name=llvm-nm)
size=$("$valdi_clang" -print-prog-name=llvm-size)
flags="-O2 -std=gnu11 -Wall -Wextra"

cd "$(dirname "$0")"
work=$(mktemp -d "$build/bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# call.c under one name, and the loop that calls it: compile_call NAME COMPILER [OPTION...]
compile_call() {
    name=$1
    shift
    "$@" $flags "-I$build/include" -falign-functions=64 "-DNAME=$name" -c call.c -o "$work/$name.o"
    "$clang" $flags -falign-functions=64 "-DNAME=$name" "-DLOOP=${name}_loop" -c call_loop.c \
        -o "$work/${name}_loop.o"
}

compile() {
    for file in bench calls raw handover orders waiting; do
        "$clang" $flags -c $file.c -o "$work/$file.o"
    done
    for file in order runners; do
        "$valdi_clang" $flags -c $file.c -o "$work/$file.o"
    done
    "$clang" $flags -g -fno-optimize-sibling-calls -c blocking.c -o "$work/blocking.o"
    "$valdi_clang" $flags -g -c verdicts.c -o "$work/verdicts.o"
    compile_call call_plain "$clang"
    compile_call call_before "$valdi_clang" -DCHECKPOINT=VALDI_CHECKPOINT_BEFORE
    compile_call call_both "$valdi_clang"
    compile_call call_xray "$clang" -fxray-instrument -fxray-instruction-threshold=1
    compile_call call_instrumented "$clang" -finstrument-functions
}

# link PROGRAM OBJECT...; XRay's own runtime would only patch the sleds.
link() {
    program=$1
    shift
    objects=
    for object do objects="$objects $object.o"; done
    (cd "$work" && "$valdi_clang" $objects -pthread -o "$program")
}

print_machine() {
    echo "- CPU: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores"
    echo "- kernel: $(uname -sr)"
    echo "- compiler: $("$clang" --version | head -n 1)"
    echo "- load before: $(cut -d ' ' -f 1-3 /proc/loadavg)"
}

# The bytes in the sections of an object whose names match: section_bytes NAME PATTERN
section_bytes() {
    "$size" -A "$work/$1.o" | awk -v pattern="$2" '$1 ~ pattern { sum += $2 } END { print sum + 0 }'
}

print_sizes() {
    printf '\n| | code, bytes | records, bytes | strings, bytes |\n|---|---:|---:|---:|\n'
    while read -r name title; do
        code=$("$nm" -S --radix=d "$work/$name.o" | awk -v name="$name" '$4 == name { print $2 + 0 }')
        echo "| $title | $code | $(section_bytes "$name" '^(valdi_sites|valdi_armed|xray_)') |" \
            "$(section_bytes "$name" '^[.]rodata') |"
    done <<'TEXT'
call_plain no hook
call_before idle hook before
call_both idle hooks before and after
call_xray XRay's sleds, unpatched
call_instrumented `-finstrument-functions`, empty hooks
TEXT
    printf '\nStrings: the names of the function and the file, what it takes and returns.\n'
}

compile
link calls calls bench $(cd "$work" && ls call_*.o | sed 's/[.]o$//')
link handover handover order raw bench
link waiting waiting order raw bench
link orders orders order raw bench
link runners runners bench
link verdicts verdicts blocking bench

print_machine
printf '\n## A call\n'
"$work/calls"
print_sizes
printf '\n## A step\n'
"$work/handover"
"$work/waiting"
printf '\n## Long orders, many starters\n'
"$work/orders"
printf '\n## Runners one after another\n'
"$work/runners"
printf '\n## Verdicts on blocking calls\n'
"$work/verdicts" "$build/bin/valdi"
printf '\n## Recording, replaying, running\n'
python3 tool.py "$build"
