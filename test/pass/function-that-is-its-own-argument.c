// A call that passes the called function to itself is hooked once.
//
// RUN: printf '[both]\nfun:vendor\n' >%t.checkpoints
// RUN: %cc -DELSEWHERE -c %s -o %t.o
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s %t.o %S/inputs/trace.c -o %t
// RUN: %t | FileCheck %s
#include <stdio.h>

void vendor(void *argument);

#ifdef ELSEWHERE
void vendor(void *argument) {
    puts("vendor");
}
#else
// CHECK:      hit: before vendor (call)
// CHECK-NEXT: vendor
// CHECK-NEXT: hit: after vendor (call)
// CHECK-NOT:  hit
int main(void) {
    vendor((void *)vendor);
}
#endif
