// A listed function that is only called here gets its hooks around the calls, each a site where the call stands.
//
// RUN: printf '[both]\nfun:vendor_*\n' >%t.checkpoints
// RUN: %cc -O1 -DELSEWHERE -c %s -o %t.o
// RUN: for o in 0 2; do %cc -O$o -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t-$o.o && \
// RUN:     %cc %t-$o.o %t.o %S/inputs/trace.c -o %t && %t | FileCheck %s || exit 1; done
#include <stdio.h>

int vendor_twice(int number);
void vendor_report(const char *text);
void valdi_trace_list(void);

#ifdef ELSEWHERE
int vendor_twice(int number) {
    printf("twice %d\n", number);
    return 2 * number;
}

void vendor_report(const char *text) {
    puts(text);
}
#else
// CHECK-DAG:  site: before "vendor_twice" symbol=vendor_twice signature="vendor_twice" {{.*}}.c:[[#@LINE+17]]:12 call
// CHECK-DAG:  site: after "vendor_twice" symbol=vendor_twice signature="vendor_twice" {{.*}}.c:[[#@LINE+16]]:12 call
// CHECK-DAG:  site: before "vendor_report" {{.*}}.c:[[#@LINE+16]]:5 call
// CHECK-DAG:  site: after "vendor_report" {{.*}}.c:[[#@LINE+15]]:5 call
// CHECK-NOT:  site
// CHECK:      start
// CHECK-NEXT: hit: before vendor_twice (call)
// CHECK-NEXT: twice 4
// CHECK-NEXT: hit: after vendor_twice (call)
// CHECK-NEXT: hit: before vendor_report (call)
// CHECK-NEXT: done
// CHECK-NEXT: hit: after vendor_report (call)
// CHECK-NEXT: 8
int main(void) {
    valdi_trace_list();
    puts("start");
    int i =
           vendor_twice(4);
    vendor_report("done");
    printf("%d\n", i);
}
#endif
