// Calls in a coroutine are hooked, across its suspensions and where they throw, though its body is no point.
//
// RUN: printf '[both]\nfun:vendor\n' >%t.checkpoints
// RUN: %cxx -std=c++20 -DVENDOR -c %s -o %t.vendor.o
// RUN: for o in 0 2; do %cxx -std=c++20 -O$o -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.o && \
// RUN:     %cxx %t.o %t.vendor.o %S/inputs/trace.cpp -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <coroutine>
#include <cstdio>

int vendor(int number);

#ifdef VENDOR
int vendor(int number) {
    if (number > 1)
        throw number;
    return number + 10;
}
#else
struct task {
    struct promise_type {
        int value;
        task get_return_object() {
            return {std::coroutine_handle<promise_type>::from_promise(*this)};
        }
        std::suspend_always initial_suspend() {
            return {};
        }
        std::suspend_always final_suspend() noexcept {
            return {};
        }
        std::suspend_always yield_value(int number) {
            value = number;
            return {};
        }
        void return_void() {
        }
        void unhandled_exception() {
            std::puts("unhandled");
        }
    };
    std::coroutine_handle<promise_type> handle;
};

static task work() {
    for (int i = 1; i < 3; i++) {
        int got;
        try {
            got = vendor(i);
        } catch (int thrown) {
            got = -thrown;
        }
        co_yield got;
    }
    vendor(3);
}

// CHECK:      hit: before vendor (call)
// CHECK-NEXT: hit: after vendor (call){{$}}
// CHECK-NEXT: 11
// CHECK-NEXT: hit: before vendor (call)
// CHECK-NEXT: hit: after vendor (call) unwound
// CHECK-NEXT: -2
// CHECK-NEXT: hit: before vendor (call)
// CHECK-NEXT: hit: after vendor (call) unwound
// CHECK-NEXT: unhandled
int main() {
    task t = work();
    while (t.handle.resume(), !t.handle.done())
        std::printf("%d\n", t.handle.promise().value);
    t.handle.destroy();
}
#endif
