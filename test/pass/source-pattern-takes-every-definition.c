// src: takes every function defined in the files it matches, by the path as given or in full, and no calls.
//
// RUN: rm -rf %t && mkdir -p %t/storage %t/other && cp %s %t/storage/page.c && cp %s %t/other/page.c && cd %t
// RUN: printf '[after]\nsrc:storage/*.c\n' >given && printf '[after]\nsrc:*/storage/page.?\n' >part
// RUN: printf '[after]\nsrc:%%s/storage/*\n' "$PWD" >full
// RUN: for f in given part full; do \
// RUN:     %plain-clang -c -fplugin=%plugin -fpass-plugin=%plugin -mllvm -valdi-checkpoint-file=$f storage/page.c && \
// RUN:     llvm-nm page.o | FileCheck %s && \
// RUN:     %plain-clang -c -fplugin=%plugin -fpass-plugin=%plugin -mllvm -valdi-checkpoint-file=$f other/page.c && \
// RUN:     llvm-nm page.o | FileCheck --check-prefix=OTHER %s && \
// RUN:     %cc -fvaldi-checkpoint-file=$f storage/page.c %S/inputs/trace.c -o page && \
// RUN:     ./page | FileCheck --check-prefix=HITS --implicit-check-not=hit %s || exit 1; done
#include <stdlib.h>

// CHECK:     U __valdi_hit
// OTHER-NOT: U __valdi_hit
// HITS:      hit: after read_page
// HITS-NEXT: hit: after main
static int read_page(int number) {
    return abs(number);
}

int main(void) {
    return read_page(0);
}
