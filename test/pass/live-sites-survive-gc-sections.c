// With --gc-sections the sites of code that is kept are kept and registered, with GNU ld and with lld.
//
// RUN: %cc -ffunction-sections -fdata-sections -I%S/inputs -c %s -o %t.o
// RUN: for ld in bfd lld; do \
// RUN:     %cc -fuse-ld=$ld -Wl,--gc-sections %t.o %S/inputs/trace.c -o %t && %t | FileCheck %s || exit 1; done
#include <stdio.h>
#include <trace.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT void live(void);
VALDI_CHECKPOINT void dead(void);

void live(void) {
    puts("live");
}

void dead(void) {
    puts("dead");
}

// CHECK-DAG:  site: before "live"
// CHECK-DAG:  site: after "live"
// CHECK:      start
// CHECK:      hit: before live
// CHECK-NEXT: live
// CHECK-NEXT: hit: after live
int main(void) {
    valdi_trace_list();
    puts("start");
    live();
}
