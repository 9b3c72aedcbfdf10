// pthread_exit and cancellation unwind C++ frames, whose destructors run, but no function is after them.
//
// RUN: for o in 0 2; do %cxx -O$o %s %S/inputs/trace.cpp -o %t && %t | FileCheck %s --implicit-check-not=hit || exit 1; done
#include <cstdio>
#include <pthread.h>
#include <valdi/checkpoint.h>

struct local {
    ~local() {
        std::puts("destroyed");
    }
};

VALDI_CHECKPOINT static void leave(void *how) {
    local l;
    if (!how)
        throw 1;
    pthread_exit(nullptr);
}

VALDI_CHECKPOINT static void be_cancelled() {
    local l;
    pthread_cancel(pthread_self());
    pthread_testcancel();
}

static void *cancelled(void *) {
    be_cancelled();
    return nullptr;
}

static void *leaves(void *how) {
    try {
        leave(how);
    } catch (int) {
    }
    return nullptr;
}

// CHECK:      hit: before leave
// CHECK-NEXT: destroyed
// CHECK-NEXT: hit: after leave unwound
// CHECK-NEXT: hit: before leave
// CHECK-NEXT: destroyed
// CHECK-NEXT: hit: before be_cancelled
// CHECK-NEXT: destroyed
int main() {
    pthread_t thread;
    leaves(nullptr);
    std::fflush(stdout);
    pthread_create(&thread, nullptr, leaves, &thread);
    pthread_join(thread, nullptr);
    pthread_create(&thread, nullptr, cancelled, nullptr);
    pthread_join(thread, nullptr);
}
