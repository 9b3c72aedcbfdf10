// The copy of a C99 inline function that another object defines for good gets no hooks; the definition does.
//
// RUN: for o in 0 2; do %cc -O$o -DELSEWHERE -c %s -o %t.o && %cc -O$o %s %t.o %S/inputs/trace.c -I%S/inputs -o %t && \
// RUN:     %t | FileCheck %s || exit 1; done
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT_BEFORE inline int limit(int number) {
    return number > 100 ? 100 : number;
}

int elsewhere(int number);

#ifdef ELSEWHERE
extern inline int limit(int number);

int elsewhere(int number) {
    return limit(number);
}
#else
#include <trace.h>

// CHECK:      site: before "limit" {{.*}} body
// CHECK-NOT:  body
// CHECK:      start
// CHECK:      hit: before limit
// CHECK:      100
// CHECK:      hit: before limit
// CHECK:      20
int main(void) {
    valdi_trace_list();
    puts("start");
    printf("%d\n", limit(300));
    printf("%d\n", elsewhere(20));
}
#endif
