// After is reached when the value is computed and the locals are destroyed.
//
// RUN: for o in 0 2; do %cxx -O$o %s %S/inputs/trace.cpp -o %t && %t | FileCheck %s || exit 1; done
#include <cstdio>
#include <valdi/checkpoint.h>

struct guard {
    const char *name;
    ~guard() {
        std::printf("%s destroyed\n", name);
    }
};

static int compute() {
    std::puts("computed");
    return 42;
}

VALDI_CHECKPOINT static int answer() {
    guard outer{"outer"};
    guard inner{"inner"};
    return compute();
}

// CHECK:      hit: before answer
// CHECK-NEXT: computed
// CHECK-NEXT: inner destroyed
// CHECK-NEXT: outer destroyed
// CHECK-NEXT: hit: after answer
// CHECK-NEXT: got 42
int main() {
    std::printf("got %d\n", answer());
}
