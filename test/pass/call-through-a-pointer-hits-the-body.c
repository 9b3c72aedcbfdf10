// A defined function is hit whoever calls it: through a pointer, as a callback of the library, inlined or not.
//
// RUN: for o in 0 2; do %cc -O$o %s %S/inputs/trace.c -o %t && %t | FileCheck %s || exit 1; done
#include <stdio.h>
#include <stdlib.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT_BEFORE static int by_value(const void *left, const void *right) {
    return *(const int *)left - *(const int *)right;
}

VALDI_CHECKPOINT_BEFORE static void inlined(void) {
}

VALDI_CHECKPOINT_BEFORE void through_pointer(void) {
}

void (*volatile pointer)(void) = through_pointer;

// CHECK:      hit: before inlined
// CHECK-NEXT: hit: before through_pointer
// CHECK-NEXT: hit: before by_value
// CHECK:      1 2
int main(void) {
    int numbers[] = {2, 1};
    inlined();
    pointer();
    qsort(numbers, 2, sizeof *numbers, by_value);
    printf("%d %d\n", numbers[0], numbers[1]);
}
