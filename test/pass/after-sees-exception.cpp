// Leaving a function by an exception reaches its after once, marked as unwound, behind its destructors.
//
// RUN: for o in 0 2; do %cxx -O$o %s %S/inputs/trace.cpp -o %t && %t | FileCheck %s || exit 1; done
#include <cstdio>
#include <stdexcept>
#include <valdi/checkpoint.h>

struct guard {
    ~guard() {
        std::puts("destroyed");
    }
};

VALDI_CHECKPOINT static void throws(int number) {
    guard g;
    if (number)
        throw std::runtime_error("thrown");
}

VALDI_CHECKPOINT_AFTER static void passes_through(int number) {
    throws(number);
}

VALDI_CHECKPOINT_AFTER static void throws_again() {
    try {
        passes_through(1);
    } catch (const std::exception &) {
        std::puts("again");
        throw;
    }
}

VALDI_CHECKPOINT_AFTER static void catches() {
    try {
        throws_again();
    } catch (const std::exception &e) {
        std::printf("caught %s\n", e.what());
    }
}

// CHECK:      hit: before throws{{$}}
// CHECK-NEXT: destroyed
// CHECK-NEXT: hit: after throws unwound
// CHECK-NEXT: hit: after passes_through unwound
// CHECK-NEXT: again
// CHECK-NEXT: hit: after throws_again unwound
// CHECK-NEXT: caught thrown
// CHECK-NEXT: hit: after catches{{$}}
// CHECK-NEXT: hit: before throws{{$}}
// CHECK-NEXT: destroyed
// CHECK-NEXT: hit: after throws{{$}}
// CHECK-NOT:  hit
int main() {
    catches();
    throws(0);
}
