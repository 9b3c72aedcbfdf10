// A coroutine gets a warning and no hooks: its return is not its end.
//
// RUN: %cxx -std=c++20 -Wno-error %s %S/inputs/trace.cpp -o %t 2>%t.err
// RUN: FileCheck --check-prefix=WARNING %s <%t.err
// RUN: %t | FileCheck --implicit-check-not=hit %s
// WARNING: warning: valdi: no point at 'work': it is a coroutine
#include <coroutine>
#include <cstdio>
#include <valdi/checkpoint.h>

struct task {
    struct promise_type {
        task get_return_object() {
            return {std::coroutine_handle<promise_type>::from_promise(*this)};
        }
        std::suspend_always initial_suspend() {
            return {};
        }
        std::suspend_always final_suspend() noexcept {
            return {};
        }
        void return_void() {
        }
        void unhandled_exception() {
        }
    };
    std::coroutine_handle<promise_type> handle;
};

VALDI_CHECKPOINT static task work() {
    std::puts("working");
    co_return;
}

// CHECK:      made
// CHECK-NEXT: working
int main() {
    task t = work();
    std::puts("made");
    t.handle.resume();
    t.handle.destroy();
}
