// Hooks work in every kind of program: position independent or not, static, without a PLT, of the large code model.
//
// UNSUPPORTED: sanitized
// RUN: printf '[both]\nfun:vendor\n' >%t.checkpoints
// RUN: for f in "-fno-pic -no-pie" -static "-O2 -static-pie -fPIE" "-O2 -fno-plt -fPIC" \
// RUN:     -mcmodel=medium "-O2 -mcmodel=large -fno-pic -no-pie" "-mcmodel=large -fPIC"; do \
// RUN:     %cxx $f -DELSEWHERE -c -Qunused-arguments %s -o %t.elsewhere.o && \
// RUN:     %cxx $f -Qunused-arguments -fvaldi-checkpoint-file=%t.checkpoints %s %t.elsewhere.o %S/inputs/trace.cpp -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit %s || { echo "with $f" >&2; exit 1; }; done
#include <cstdio>
#include <valdi/checkpoint.h>

int vendor(int number);

#ifdef ELSEWHERE
int vendor(int number) {
    if (number < 0)
        throw number;
    return number;
}
#else
VALDI_CHECKPOINT int deposit(int number) {
    VALDI_POINT("in");
    return vendor(number);
}

// CHECK:      hit: before deposit
// CHECK-NEXT: hit: at in
// CHECK-NEXT: hit: before vendor (call)
// CHECK-NEXT: hit: after vendor (call) unwound
// CHECK-NEXT: hit: after deposit unwound
// CHECK-NEXT: caught -5
int main() {
    try {
        deposit(-5);
    } catch (int thrown) {
        std::printf("caught %d\n", thrown);
    }
}
#endif
