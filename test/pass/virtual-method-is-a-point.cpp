// Virtual methods are points under their own class's name, however they are called, and once through a thunk.
//
// RUN: %cxx %s %S/inputs/trace.cpp -o %t
// RUN: %t | FileCheck %s
#include <valdi/checkpoint.h>

struct first {
    virtual ~first() = default;
    VALDI_CHECKPOINT_BEFORE virtual void run() {
    }
};

struct second {
    virtual ~second() = default;
    virtual void stop() = 0;
};

struct both : first, second {
    VALDI_CHECKPOINT_BEFORE void run() override {
    }
    VALDI_CHECKPOINT void stop() override {
    }
};

// CHECK:      hit: before first::run
// CHECK-NEXT: hit: before both::run
// CHECK-NEXT: hit: before both::stop
// CHECK-NEXT: hit: after both::stop
// CHECK-NOT:  hit
int main() {
    first f;
    both b;
    first *volatile as_first = &f;
    second *volatile as_second = &b;
    as_first->run();
    as_first = &b;
    as_first->run();
    as_second->stop();
}
