// A module that comes back to the compiler as bitcode gets its hooks once.
//
// RUN: %cc -O0 -emit-llvm -c %s -o %t.bc
// RUN: %cc -O2 -c %t.bc -o %t.o
// RUN: %cc %t.o %S/inputs/trace.c -o %t
// RUN: %t | FileCheck --implicit-check-not=hit %s
// RUN: opt -load-pass-plugin=%plugin -passes='valdi,valdi,verify' -S %t.bc -o - | FileCheck --check-prefix=IR %s
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static void deposit(void) {
    VALDI_POINT("in");
    puts("in");
}

// IR-COUNT-3: call {{.*}}@__valdi_hit
// IR-NOT:     call {{.*}}@__valdi_hit
// CHECK:      hit: before deposit
// CHECK-NEXT: hit: at in
// CHECK-NEXT: in
// CHECK-NEXT: hit: after deposit
int main(void) {
    deposit();
}
