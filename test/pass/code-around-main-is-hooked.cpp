// Functions that run before and after main are points: constructors and destructors of globals, early ones by attribute.
//
// RUN: printf '[both]\nfun:global::*\nfun:getppid\n' >%t.checkpoints
// RUN: for o in 0 2; do %cxx -O$o -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.cpp -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <cstdio>
#include <unistd.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT_BEFORE __attribute__((constructor(101))) static void early() {
}

VALDI_CHECKPOINT_BEFORE __attribute__((constructor)) static void constructor() {
}

VALDI_CHECKPOINT_BEFORE __attribute__((destructor(101))) static void late() {
}

struct global {
    global() {
        std::puts("made");
    }
    ~global() {
        std::puts("gone");
        std::fflush(stdout);
    }
};

__attribute__((init_priority(102))) static global first;
static bool child = getppid() > 0;
static thread_local global local;

// CHECK:      hit: before early
// CHECK-NEXT: hit: before global::global
// CHECK-NEXT: made
// CHECK-NEXT: hit: after global::global
// CHECK-DAG:  hit: before constructor
// CHECK-DAG:  hit: before getppid (call)
// CHECK-DAG:  hit: after getppid (call)
// CHECK:      main 1
// CHECK-NEXT: hit: before global::global
// CHECK-NEXT: made
// CHECK-NEXT: hit: after global::global
// CHECK-NEXT: hit: before global::~global
// CHECK-NEXT: gone
// CHECK-NEXT: hit: after global::~global
// CHECK-NEXT: hit: before global::~global
// CHECK-NEXT: gone
// CHECK-NEXT: hit: after global::~global
// CHECK-NEXT: hit: before late
int main() {
    std::printf("main %d\n", child);
    std::fflush(stdout);
    (void)&local;
}
