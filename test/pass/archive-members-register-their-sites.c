// Of a static archive, the members that the program takes bring their sites, and no others.
//
// RUN: rm -f %t.a && for n in 1 2 3; do %cc -DMEMBER=member_$n -c %s -o %t.$n.o || exit 1; done
// RUN: llvm-ar rc %t.a %t.1.o %t.2.o %t.3.o && %cc -c %S/inputs/trace.c -o %t.trace.o && \
// RUN:     %cc -I%S/inputs -c %s -o %t.o
// RUN: for ld in bfd lld; do %cc -fuse-ld=$ld %t.o %t.a %t.trace.o -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=site: --implicit-check-not=hit %s || exit 1; done
#include <valdi/checkpoint.h>

#ifdef MEMBER
VALDI_CHECKPOINT_BEFORE int MEMBER(void);

int MEMBER(void) {
    return 0;
}
#else
#include <stdio.h>
#include <trace.h>

int member_1(void);
int member_3(void);

// CHECK-DAG:  site: before "member_1"
// CHECK-DAG:  site: before "member_3"
// CHECK:      start
// CHECK-NEXT: hit: before member_1
// CHECK-NEXT: hit: before member_3
int main(void) {
    valdi_trace_list();
    puts("start");
    fflush(stdout);
    return member_1() + member_3();
}
#endif
