// An exception that may not leave a noexcept function ends the program in it: before without after, and no hang.
//
// RUN: for o in 0 2; do %cxx -O$o %s %S/inputs/trace.cpp -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <unistd.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT __attribute__((noinline)) static void throws() {
    throw 1;
}

VALDI_CHECKPOINT __attribute__((noinline)) static void promises() noexcept {
    throws();
}

static void terminated() {
    std::puts("terminated");
    std::fflush(stdout);
    _exit(0);
}

// CHECK:      hit: before promises
// CHECK-NEXT: hit: before throws
// CHECK-NEXT: hit: after throws unwound
// CHECK-NEXT: terminated
int main() {
    alarm(20);
    std::set_terminate(terminated);
    try {
        promises();
    } catch (int) {
        std::puts("caught");
    }
}
