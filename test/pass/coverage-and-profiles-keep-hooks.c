// Hooks work beside the compiler's own instrumentation: profiles, coverage, stack protectors.
//
// REQUIRES: sanitizer-runtimes
// RUN: for f in -fprofile-instr-generate -fprofile-generate -fsanitize-coverage=inline-8bit-counters \
// RUN:     "-fstack-protector-all -fcf-protection=full -fpatchable-function-entry=8,4"; do \
// RUN:     %cc -O1 $f %s %S/inputs/trace.c -o %t && \
// RUN:     env LLVM_PROFILE_FILE=%t.profraw %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT int deposit(int amount) {
    VALDI_POINT("in");
    return amount + 1;
}

// CHECK:      hit: before deposit
// CHECK-NEXT: hit: at in
// CHECK-NEXT: hit: after deposit
// CHECK-NEXT: 6
int main(void) {
    printf("%d\n", deposit(5));
}
