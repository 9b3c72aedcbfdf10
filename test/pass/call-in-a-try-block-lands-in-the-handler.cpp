// An exception out of a hooked call reaches its after, marked as unwound, and then the handler of the try block.
//
// RUN: printf '[both]\nfun:vendor\n' >%t.checkpoints
// RUN: %cxx -DELSEWHERE -c %s -o %t.o
// RUN: for o in 0 2; do %cxx -O$o -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t-$o.o && \
// RUN:     %cxx %t-$o.o %t.o %S/inputs/trace.cpp -o %t && %t | FileCheck %s || exit 1; done
#include <cstdio>
#include <stdexcept>

int vendor(int number);

#ifdef ELSEWHERE
int vendor(int number) {
    if (number < 0)
        throw std::out_of_range("negative");
    return number + 1;
}
#else
struct guard {
    ~guard() {
        std::puts("destroyed");
    }
};

static int guarded(int number) {
    guard g;
    try {
        return number > 100 ? vendor(number) : vendor(-number);
    } catch (const std::logic_error &e) {
        std::printf("caught %s\n", e.what());
        return 0;
    }
}

// CHECK:      hit: before vendor (call){{$}}
// CHECK-NEXT: hit: after vendor (call) unwound
// CHECK-NEXT: caught negative
// CHECK-NEXT: destroyed
// CHECK-NEXT: got 0
// CHECK-NEXT: hit: before vendor (call){{$}}
// CHECK-NEXT: hit: after vendor (call){{$}}
// CHECK-NEXT: destroyed
// CHECK-NEXT: got 201
int main() {
    std::printf("got %d\n", guarded(5));
    std::printf("got %d\n", guarded(200));
}
#endif
