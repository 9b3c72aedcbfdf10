// An annotated lambda is a point, also behind std::function.
//
// RUN: %cxx %s %S/inputs/trace.cpp -o %t
// RUN: %t | FileCheck %s
#include <cstdio>
#include <functional>
#include <valdi/checkpoint.h>

// CHECK:      hit: before {{.*}}::operator()
// CHECK-NEXT: in 5
// CHECK-NEXT: hit: after {{.*}}::operator()
// CHECK-NOT:  hit
int main() {
    std::function<void()> f = [number = 5]() VALDI_CHECKPOINT { std::printf("in %d\n", number); };
    f();
}
