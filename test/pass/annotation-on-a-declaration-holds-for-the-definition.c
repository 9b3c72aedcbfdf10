// An annotation on an earlier declaration holds for the definition.
//
// RUN: %cc %s %S/inputs/trace.c -o %t
// RUN: %t | FileCheck %s
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT_AFTER void deposit(int amount);
static VALDI_CHECKPOINT_BEFORE void audit(void);

// CHECK:      hit: before audit
// CHECK-NEXT: deposit 5
// CHECK-NEXT: hit: after deposit
// CHECK-NOT:  hit
int main(void) {
    audit();
    deposit(5);
}

void audit(void) {
}

void deposit(int amount) {
    printf("deposit %d\n", amount);
}
