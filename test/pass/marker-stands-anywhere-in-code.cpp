// A marker may stand in a lambda, a constructor, a template, an initializer of a global and an expression.
//
// RUN: for o in 0 2; do %cxx -O$o %s %S/inputs/trace.cpp -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <valdi/checkpoint.h>

struct account {
    account() {
        VALDI_POINT("constructor");
    }
    ~account() noexcept(false) {
        VALDI_POINT("destructor");
    }
};

template <typename T> static T generic(T t) {
    return VALDI_POINT("template"), t;
}

static const int global = (VALDI_POINT("initializer"), generic(1));

// CHECK:      hit: at initializer
// CHECK-NEXT: hit: at template
// CHECK-NEXT: hit: at constructor
// CHECK-NEXT: hit: at lambda
// CHECK-NEXT: hit: at handler
// CHECK-NEXT: hit: at destructor
int main() {
    account a;
    [] { VALDI_POINT("lambda"); }();
    try {
        throw global;
    } catch (int) {
        VALDI_POINT("handler");
    }
}
