// An exception out of a member's construction, a base's, or a handler of a function's try block reaches after once.
//
// RUN: printf '[both]\nfun:*::*\nfun:tries\n' >%t.checkpoints
// RUN: for o in 0 2; do %cxx -O$o -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.cpp -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <cstdio>

struct member {
    member(int number) {
        if (number < 0)
            throw number;
    }
    ~member() {
    }
};

struct object {
    member first, second;
    object(int number) try : first(1), second(number) {
    } catch (int thrown) {
        std::printf("constructor caught %d\n", thrown);
    }
};

struct derived : object {
    member third;
    derived(int number) : object(number), third(-2) {
    }
};

static int tries(int number) try {
    derived d(number);
    return 0;
} catch (int thrown) {
    std::printf("function caught %d\n", thrown);
    if (thrown == -2)
        throw 1.5;
    return thrown;
}

// CHECK:      hit: before tries
// CHECK-NEXT: hit: before derived::derived
// CHECK-NEXT: hit: before object::object
// CHECK-NEXT: hit: before member::member
// CHECK-NEXT: hit: after member::member{{$}}
// CHECK-NEXT: hit: before member::member
// CHECK-NEXT: hit: after member::member unwound
// CHECK-NEXT: hit: before member::~member
// CHECK-NEXT: hit: after member::~member
// CHECK-NEXT: constructor caught -1
// CHECK-NEXT: hit: after object::object unwound
// CHECK-NEXT: hit: after derived::derived unwound
// CHECK-NEXT: function caught -1
// CHECK-NEXT: hit: after tries{{$}}
// CHECK-NEXT: got -1
// CHECK-NEXT: hit: before tries
// CHECK-NEXT: hit: before derived::derived
// CHECK-NEXT: hit: before object::object
// CHECK-NEXT: hit: before member::member
// CHECK-NEXT: hit: after member::member{{$}}
// CHECK-NEXT: hit: before member::member
// CHECK-NEXT: hit: after member::member{{$}}
// CHECK-NEXT: hit: after object::object{{$}}
// CHECK-NEXT: hit: before member::member
// CHECK-NEXT: hit: after member::member unwound
// CHECK-NEXT: hit: before object::~object
// CHECK-NEXT: hit: before member::~member
// CHECK-NEXT: hit: after member::~member
// CHECK-NEXT: hit: before member::~member
// CHECK-NEXT: hit: after member::~member
// CHECK-NEXT: hit: after object::~object
// CHECK-NEXT: hit: after derived::derived unwound
// CHECK-NEXT: function caught -2
// CHECK-NEXT: hit: after tries unwound
// CHECK-NEXT: caught 1.5
int main() {
    std::printf("got %d\n", tries(-1));
    std::fflush(stdout);
    try {
        tries(1);
    } catch (double thrown) {
        std::printf("caught %g\n", thrown);
    }
}
