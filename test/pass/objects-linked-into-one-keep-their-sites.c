// Objects that are linked into one object first (ld -r) bring all their sites to the program, once, with any linker.
//
// RUN: %cc -DELSEWHERE -c %s -o %t.elsewhere.o && %cc -I%S/inputs -c %s -o %t.o && %cc -c %S/inputs/trace.c -o %t.trace.o
// RUN: for ld in %linkers; do %plain-clang -r -fuse-ld=$ld %t.o %t.elsewhere.o -o %t.both.o && for last in bfd lld; do \
// RUN:     %cc -fuse-ld=$last -Wl,--gc-sections %t.both.o %t.trace.o -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=site: --implicit-check-not=hit %s || exit 1; done || exit 1; done
#include <valdi/checkpoint.h>

int elsewhere(int number);

#ifdef ELSEWHERE
VALDI_CHECKPOINT_BEFORE int elsewhere(int number) {
    VALDI_POINT("in");
    return number;
}
#else
#include <stdio.h>
#include <trace.h>

VALDI_CHECKPOINT_BEFORE static int here(int number) {
    return elsewhere(number) + 1;
}

// CHECK-DAG:  site: before "here"
// CHECK-DAG:  site: before "elsewhere"
// CHECK-DAG:  site: at "in"
// CHECK:      start
// CHECK-NEXT: hit: before here
// CHECK-NEXT: hit: before elsewhere
// CHECK-NEXT: hit: at in
// CHECK-NEXT: 5
int main(void) {
    valdi_trace_list();
    puts("start");
    fflush(stdout);
    printf("%d\n", here(4));
}
#endif
