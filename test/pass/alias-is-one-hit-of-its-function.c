// A call by an alias is one hit of the function it stands for, in the file and from another one.
//
// RUN: %cc -c %S/inputs/trace.c -o %t.trace.o
// RUN: for o in 0 2; do %cc -O$o -DELSEWHERE -c %s -o %t.elsewhere.o && \
// RUN:     %cc -O$o %s %t.elsewhere.o %t.trace.o -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <stdio.h>
#include <valdi/checkpoint.h>

int elsewhere(int number);
int by_alias(int number);
int by_weak_alias(int number);

#ifdef ELSEWHERE
int elsewhere(int number) {
    return by_alias(number) + by_weak_alias(number);
}
#else
VALDI_CHECKPOINT int deposit(int number) {
    return number + 1;
}

int by_alias(int number) __attribute__((alias("deposit")));
int by_weak_alias(int number) __attribute__((weak, alias("deposit")));

// CHECK:      hit: before deposit
// CHECK-NEXT: hit: after deposit
// CHECK-NEXT: 2
// CHECK-NEXT: hit: before deposit
// CHECK-NEXT: hit: after deposit
// CHECK-NEXT: 3
// CHECK-NEXT: hit: before deposit
// CHECK-NEXT: hit: after deposit
// CHECK-NEXT: hit: before deposit
// CHECK-NEXT: hit: after deposit
// CHECK-NEXT: 8
int main(void) {
    printf("%d\n", by_alias(1));
    printf("%d\n", by_weak_alias(2));
    printf("%d\n", elsewhere(3));
}
#endif
