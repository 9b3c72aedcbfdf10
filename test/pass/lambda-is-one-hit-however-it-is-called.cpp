// A lambda is one hit a call, generic or not, called as it is, through a function pointer or by the library.
//
// RUN: for o in 0 2; do %cxx -std=c++17 -O$o %s %S/inputs/trace.cpp -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <algorithm>
#include <cstdio>
#include <valdi/checkpoint.h>

// CHECK:      hit: before {{.*}}main{{.*$}}
// CHECK-NEXT: generic 4
// CHECK-NEXT: hit: before {{.*}}main{{.*$}}
// CHECK-NEXT: generic 1.5
// CHECK-NEXT: hit: before {{.*}}main{{.*$}}
// CHECK-NEXT: pointer 7
// CHECK-NEXT: hit: before {{.*}}main{{.*$}}
// CHECK-NEXT: generic pointer 9
// CHECK-NEXT: hit: before {{.*}}main{{.*$}}
// CHECK-NEXT: smallest 1
int main() {
    auto generic = [](auto value) VALDI_CHECKPOINT_BEFORE { return value; };
    auto plain = [](int value) VALDI_CHECKPOINT_BEFORE { return value + 1; };
    std::printf("generic %d\n", generic(4));
    std::printf("generic %g\n", generic(1.5));
    int (*volatile pointer)(int) = plain;
    std::printf("pointer %d\n", pointer(6));
    long (*volatile generic_pointer)(long) = generic;
    std::printf("generic pointer %ld\n", generic_pointer(9));
    int numbers[] = {2, 1};
    std::sort(numbers, numbers + 2, [](int a, int b) VALDI_CHECKPOINT_BEFORE { return a < b; });
    std::printf("smallest %d\n", numbers[0]);
}
