// A variadic function with hooks in its body reads all its arguments, in C and with exceptions.
//
// RUN: for f in -O0 -O2 "-O0 -fexceptions" "-O2 -fexceptions"; do %cc $f %s %S/inputs/trace.c -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <stdarg.h>
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT __attribute__((noinline)) static double sum(int count, va_list list) {
    double result = 0;
    for (int i = 0; i < count; i++)
        result += i % 2 ? va_arg(list, double) : va_arg(list, int);
    return result;
}

VALDI_CHECKPOINT __attribute__((noinline)) static double total(int count, ...) {
    va_list list, copy;
    va_start(list, count);
    va_copy(copy, list);
    double result = sum(count, list) + 1000 * sum(count, copy);
    va_end(copy);
    va_end(list);
    return result;
}

// CHECK:      hit: before total
// CHECK-NEXT: hit: before sum
// CHECK-NEXT: hit: after sum
// CHECK-NEXT: hit: before sum
// CHECK-NEXT: hit: after sum
// CHECK-NEXT: hit: after total
// CHECK-NEXT: 215215
int main(void) {
    printf("%.0f\n", total(20, 1, 2.0, 3, 4.0, 5, 6.0, 7, 8.0, 9, 10.0, 11, 12.0, 13, 14.0, 15, 16.0, 17, 18.0, 19, 25.0));
}
