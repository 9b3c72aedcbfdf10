#!/bin/sh
# zstd: files compressed at many levels, with threads and dictionaries, and its own fuzzer. zstd.sh BUILD-TREE
. "$(dirname "$0")/common.sh"
. "$here/fetch.sh"

flags="-O2 -w -DXXH_NAMESPACE=ZSTD_ -DZSTD_LEGACY_SUPPORT=5 -DZSTD_MULTITHREAD -pthread"
parts="lib/common/*.c lib/compress/*.c lib/decompress/*.c lib/decompress/*.S lib/dictBuilder/*.c
    lib/legacy/zstd_v0[567].c programs/*.c tests/fuzzer.c tests/datagencli.c"

build_zstd() {
    for part in common compress dictBuilder legacy; do
        set -- "$@" "-I$source/lib/$part"
    done
    (cd "$source" && ls $parts) | xargs -P "$(nproc)" -I '{}' sh -c \
        'file=$1; shift; exec "$@" -c "$source/$file" -o "$(basename "$file").o"' - '{}' \
        $cc $flags "-I$source/lib" "-I$source/programs" "$@"
    mkdir tools
    mv fuzzer.c.o datagencli.c.o zstdcli.c.o tools
    $cc ./*.o tools/zstdcli.c.o -pthread -o zstd
    $cc ./*.o tools/datagencli.c.o -pthread -o datagen
    $cc ./*.o tools/fuzzer.c.o -pthread -o fuzzer
}

# Compresses a file, tests and decompresses the result, and notes its checksum: round_trip FILE OPTION...
round_trip() {
    file=$1
    shift
    ./zstd -q -f "$@" "$file" -o a.zst
    ./zstd -q -t --long=31 "$@" a.zst
    ./zstd -q -f -d --long=31 "$@" a.zst -o a.back
    cmp "$file" a.back
    echo "$file $* $(sha256sum <a.zst)" >>checksums
    rm a.zst a.back
}

run_zstd() {
    ./datagen -s7 -g3M -P60 >generated
    ./datagen -s8 -g20M -P95 >long
    cat "$source"/lib/*/*.c >text
    for file in generated text; do
        for option in --fast=7 -1 -2 -3 -5 -7 -9 -12 -15 -19 "--ultra -22" "-3 -T2 -B512K" "-8 --no-check" \
            "--adapt=min=3,max=3" "--rsyncable -T2" "--zstd=strategy=8,wlog=20,tlen=64" "--stream-size=9999999 -4" \
            "--target-compressed-block-size=2000" "-6 --no-row-match-finder" "-6 --row-match-finder"; do
            round_trip $file $option
        done
    done
    round_trip long -3 --long=27
    round_trip long -9 -T2 --long=24
    round_trip generated --patch-from=text --long=27
}

# Dictionaries, damaged and empty files, and what the program prints
run_dictionaries() {
    mkdir samples
    split -b 700 -d -a 5 text samples/
    for trainer in --train --train-fastcover=k=50,d=8,steps=4 --train-cover=k=64,d=6,steps=2 --train-legacy; do
        ./zstd -q -f -T1 $trainer -r samples -o dictionary
        sha256sum <dictionary >>checksums
        round_trip samples/00042 -5 -D dictionary
        round_trip text -13 -D dictionary
    done
    ./zstd -q -f text -o text.zst
    head -c 100000 text.zst >cut.zst
    (head -c 5000 text.zst; echo damaged; tail -c +5009 text.zst) >damaged.zst
    : >empty
        {
        ./zstd -lv text.zst
        for file in cut.zst damaged.zst empty nothing.zst; do
            ./zstd -dc $file | sha256sum
            ./zstd -t $file || echo "exit $?"
        done
        ./zstd -c empty | sha256sum
        ./zstd --bad || echo "exit $?"
    } >messages 2>&1
}

run_fuzzer() {
    ./fuzzer -v -i"$fuzz" -s4321 --no-big-tests 2>&1 | tr '\r' '\n' |
        sed -e '/^ *[0-9]*\/ *[0-9]* *$/d' -e 's/0x[0-9a-f]*/ADDRESS/g' >fuzzed
    grep -q "^$fuzz fuzzer tests completed" fuzzed
}

fuzz=${WORLD_ZSTD_FUZZ:-500}
fetch_debian libzstd
source=$sources/libzstd
export source

both build_zstd
count_hooks zstd 1000
both run_zstd
both run_dictionaries
compare 3000 checksums
compare 300 messages
both run_fuzzer
compare 5000 fuzzed

title="zstd $(debian_version libzstd)"
ran="$(wc -l <plain/checksums) checksums of what it compressed, messages, its fuzzer's unit tests and $fuzz rounds"
finish
