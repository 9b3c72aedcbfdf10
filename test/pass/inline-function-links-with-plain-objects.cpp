// An inline function's sites link, whichever object's copy the linker keeps: hooked, hooked differently, or plain.
//
// RUN: printf '[before]\nfun:getppid\n' >%t.checkpoints
// RUN: %cxx -O0 -DELSEWHERE -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.0.o
// RUN: %cxx -O2 -DELSEWHERE -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.2.o
// RUN: %plain-clang -O2 -I%source/include -DELSEWHERE -c %s -o %t.plain.o
// RUN: %cxx -O2 -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.o
// RUN: for ld in bfd lld; do for o in 0 2; do \
// RUN:     %cxx -fuse-ld=$ld %t.o %t.$o.o %S/inputs/trace.cpp -o %t && %t | FileCheck --implicit-check-not=hit %s && \
// RUN:     %cxx -fuse-ld=$ld %t.$o.o %t.o %S/inputs/trace.cpp -o %t && %t | FileCheck --implicit-check-not=hit %s && \
// RUN:     %cxx -fuse-ld=$ld %t.plain.o %t.o %S/inputs/trace.cpp -o %t && %t >/dev/null || exit 1; done; done
#include <unistd.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT inline int shared(int number) {
    VALDI_POINT("first");
    if (number)
        VALDI_POINT("first");
    getppid();
    getppid();
    return number;
}

void elsewhere();

#ifdef ELSEWHERE
void elsewhere() {
    shared(0);
}
#else
// CHECK:      hit: before shared
// CHECK-NEXT: hit: at first
// CHECK-NEXT: hit: at first
// CHECK-NEXT: hit: before getppid (call)
// CHECK-NEXT: hit: before getppid (call)
// CHECK-NEXT: hit: after shared
// CHECK-NEXT: hit: before shared
// CHECK-NEXT: hit: at first
// CHECK-NEXT: hit: before getppid (call)
// CHECK-NEXT: hit: before getppid (call)
// CHECK-NEXT: hit: after shared
int main() {
    shared(1);
    elsewhere();
}
#endif
