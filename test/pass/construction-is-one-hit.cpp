// Constructing or destroying an object is one hit of its class: as a whole, as a base, with virtual bases, deleted.
//
// RUN: printf '[both]\nfun:shape::shape\nfun:shape::~shape\nfun:square::*square\nfun:base::base\nfun:base::~base\n' \
// RUN:     >%t.checkpoints
// RUN: for o in 0 2; do %cxx -O$o -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.cpp -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <cstdio>

struct base {
    base();
    virtual ~base();
};

struct shape : virtual base {
    shape();
    ~shape() override;
};

struct square : shape {
    explicit square(int side) {
        std::printf("side %d\n", side);
    }
    square() : square(1) {
    }
    ~square() override {
        std::puts("square gone");
    }
};

base::base() {
}

base::~base() {
}

shape::shape() {
    std::puts("shape");
}

shape::~shape() {
    std::puts("shape gone");
}

int main() {
    // CHECK:      whole
    // CHECK-NEXT: hit: before shape::shape
    // CHECK-NEXT: hit: before base::base
    // CHECK-NEXT: hit: after base::base
    // CHECK-NEXT: shape
    // CHECK-NEXT: hit: after shape::shape
    // CHECK-NEXT: hit: before shape::~shape
    // CHECK-NEXT: shape gone
    // CHECK-NEXT: hit: after shape::~shape
    // CHECK:      hit: before base::~base
    // CHECK-NEXT: hit: after base::~base
    std::puts("whole");
    {
        shape s;
    }
    // CHECK:      as a base, by a delegating constructor
    // CHECK-NEXT: hit: before square::square
    // CHECK-NEXT: hit: before square::square
    // CHECK-NEXT: hit: before base::base
    // CHECK-NEXT: hit: after base::base
    // CHECK-NEXT: hit: before shape::shape
    // CHECK-NEXT: shape
    // CHECK-NEXT: hit: after shape::shape
    // CHECK-NEXT: side 1
    // CHECK-NEXT: hit: after square::square
    // CHECK-NEXT: hit: after square::square
    std::puts("as a base, by a delegating constructor");
    base *b = new square;
    // CHECK-NEXT: deleted
    // CHECK-NEXT: hit: before square::~square
    // CHECK-NEXT: square gone
    // CHECK-NEXT: hit: before shape::~shape
    // CHECK-NEXT: shape gone
    // CHECK-NEXT: hit: after shape::~shape
    // CHECK-NEXT: hit: after square::~square
    // CHECK-NEXT: hit: before base::~base
    // CHECK-NEXT: hit: after base::~base
    // CHECK-NEXT: end
    std::puts("deleted");
    delete b;
    std::puts("end");
}
