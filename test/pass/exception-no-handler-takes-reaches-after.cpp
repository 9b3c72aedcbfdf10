// An exception that passes a function's handlers, none of which takes it, reaches the function's after.
//
// RUN: for o in 0 2; do %cxx -O$o %s %S/inputs/trace.cpp -o %t && %t | FileCheck %s || exit 1; done
#include <cstdio>
#include <stdexcept>
#include <valdi/checkpoint.h>

static void throws() {
    throw std::runtime_error("thrown");
}

VALDI_CHECKPOINT_AFTER static void wrong_handler() {
    try {
        throws();
    } catch (const std::logic_error &) {
        std::puts("never");
    }
}

// CHECK:      hit: after wrong_handler unwound
// CHECK-NEXT: caught thrown
int main() {
    try {
        wrong_handler();
    } catch (const std::exception &e) {
        std::printf("caught %s\n", e.what());
    }
}
