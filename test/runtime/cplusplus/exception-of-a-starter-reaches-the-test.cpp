// What a starter throws ends its thread alone; the test is given it by finish, or by the step that fails for lack of it.
// RUN: %cxx %s -o %t && %run %t 2>&1 | FileCheck %s --implicit-check-not=valdi:
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// RUN: %cxx -fno-rtti %s -o %t.no-rtti && %run %t.no-rtti 2>/dev/null
// CHECK: valdi: order unreached at step 2 of 2: bob finished
// CHECK: valdi: order unreached at step 2 of 2: bob finished
// CHECK: valdi: an exception left a starter, and nobody was there to see: overdrawn
// TWIN: Assertion `!"nothing was thrown"' failed
#undef NDEBUG
#include <cassert>
#include <cstring>
#include <pthread.h>
#include <stdexcept>
#include <valdi/checkpoint.h>
#include <valdi/valdi.hpp>

#ifdef TWIN
static const int limit = 1000;
#else
static const int limit = 10;
#endif

VALDI_CHECKPOINT static void withdraw(int amount) {
    if (amount > limit)
        throw std::runtime_error("overdrawn");
}

static void withdraw_twice() {
    withdraw(1);
    withdraw(100);
}

template <class Call> static void assert_throws(Call call) {
    try {
        call();
        assert(!"nothing was thrown");
    } catch (const std::runtime_error &e) {
        assert(!strcmp(e.what(), "overdrawn"));
    }
}

/* The order is held, and the exception comes with its end, once. */
static void by_finish() {
    valdi::starter bob = valdi::thread("bob", withdraw_twice);
    valdi::runner runner({bob}, {bob.before("withdraw").nth(2)});
    runner.next();
    assert(!bob.thrown());
    assert_throws([&] { runner.finish(); });
    assert(bob.thrown());
    runner.hold();
}

static void by_the_step_that_fails() {
    valdi::starter bob = valdi::thread("bob", withdraw_twice);
    valdi::runner runner({bob}, {bob.after("withdraw"), bob.before("withdraw").nth(3)});
    runner.next();
    assert_throws([&] { runner.next(); });
    assert(runner.finish() == valdi::verdict::unreached);
}

static void by_each_call_one() {
    valdi::starter alice = valdi::thread("alice", withdraw_twice), bob = valdi::thread("bob", withdraw_twice);
    valdi::runner runner({alice, bob}, {alice.after("withdraw").nth(2), bob.after("withdraw").nth(2)});
    assert_throws([&] { runner.finish(); });
    assert_throws([&] { runner.finish(); });
    runner.hold();
}

/* Of a condition too. */
static void of_a_condition() {
    valdi::starter bob = valdi::thread("bob", [] { withdraw(1); });
    auto fails = [](const valdi::hit &) -> bool { throw std::runtime_error("overdrawn"); };
    valdi::runner runner({bob}, {bob.before("withdraw"), bob.after("withdraw").when(fails)});
    runner.next();
    assert_throws([&] { runner.next(); });
}

static void by_nobody() {
    valdi::starter bob = valdi::thread("bob", withdraw_twice);
    valdi::runner runner({bob}, {bob.after("withdraw")});
    runner.next();
}

/* That unwinds too, and is no exception. */
static void leaves_by_pthread_exit() {
    valdi::starter bob = valdi::thread("bob", [] {
        withdraw(1);
        pthread_exit(nullptr);
    });
    valdi::runner runner({bob}, {bob.after("withdraw"), bob.finished()});
    runner.hold();
    assert(!bob.thrown());
}

int main() {
    by_finish();
    by_the_step_that_fails();
    by_each_call_one();
    of_a_condition();
    by_nobody();
    leaves_by_pthread_exit();
}
