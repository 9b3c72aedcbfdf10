// Where the compiler keeps annotations of constructors and destructors, they are points.
//
// REQUIRES: annotated-declarations
// RUN: %cxx %s %S/inputs/trace.cpp -o %t
// RUN: %t | FileCheck %s
#include <valdi/checkpoint.h>

struct outside {
    VALDI_CHECKPOINT_BEFORE outside();
    VALDI_CHECKPOINT_AFTER ~outside();
};

struct inside {
    VALDI_CHECKPOINT inside() {
    }
    VALDI_CHECKPOINT ~inside() {
    }
};

outside::outside() {
}

outside::~outside() {
}

// CHECK:      hit: before outside::outside
// CHECK-NEXT: hit: before inside::inside
// CHECK-NEXT: hit: after inside::inside
// CHECK-NEXT: hit: before inside::~inside
// CHECK-NEXT: hit: after inside::~inside
// CHECK-NEXT: hit: after outside::~outside
int main() {
    outside o;
    inside i;
}
