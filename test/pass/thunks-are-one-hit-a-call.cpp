// A virtual call is one hit whatever thunks lie between: other bases, virtual bases, covariant returns, member pointers.
//
// RUN: for o in 0 2; do %cxx -O$o %s %S/inputs/trace.cpp -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <cstdio>
#include <valdi/checkpoint.h>

struct left {
    long l = 1;
    virtual ~left() = default;
    virtual left *copy() = 0;
};

struct right {
    long r = 2;
    virtual ~right() = default;
    virtual right *copy() = 0;
    virtual int sum(int) = 0;
};

struct root {
    long v = 3;
    virtual ~root() = default;
    virtual int sum(int) = 0;
};

struct all : left, right, virtual root {
    VALDI_CHECKPOINT all *copy() override;
    VALDI_CHECKPOINT int sum(int number) override;
};

all *all::copy() {
    return this;
}

int all::sum(int number) {
    return l + r + v + number;
}

// CHECK:      hit: before all::copy
// CHECK-NEXT: hit: after all::copy
// CHECK-NEXT: left 1
// CHECK-NEXT: hit: before all::copy
// CHECK-NEXT: hit: after all::copy
// CHECK-NEXT: right 2
// CHECK-NEXT: hit: before all::sum
// CHECK-NEXT: hit: after all::sum
// CHECK-NEXT: sum 16
// CHECK-NEXT: hit: before all::sum
// CHECK-NEXT: hit: after all::sum
// CHECK-NEXT: virtual sum 26
// CHECK-NEXT: hit: before all::sum
// CHECK-NEXT: hit: after all::sum
// CHECK-NEXT: member 36
int main() {
    all a;
    left *volatile as_left = &a;
    right *volatile as_right = &a;
    root *volatile as_root = &a;
    int (right::*volatile member)(int) = &right::sum;
    std::printf("left %ld\n", as_left->copy()->l);
    std::printf("right %ld\n", as_right->copy()->r);
    std::printf("sum %d\n", as_right->sum(10));
    std::printf("virtual sum %d\n", as_root->sum(20));
    std::printf("member %d\n", (as_right->*member)(30));
}
