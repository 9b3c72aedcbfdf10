// A step of an order that fails throws the verdict and the report; finish returns any verdict, expect throws all but one.
// RUN: %cxx %s -o %t && %run %t 2>/dev/null
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash %t.twin 2>&1 | FileCheck %s
// CHECK: terminate called after throwing an instance of 'valdi::order_failed'
// CHECK-NEXT: what(): valdi: expected the verdict infeasible, got held
#undef NDEBUG
#include <cassert>
#include <mutex>
#include <sstream>
#include <valdi/checkpoint.h>
#include <valdi/valdi.hpp>

static std::mutex lock;
static int balance;

VALDI_CHECKPOINT static int read_balance() {
    return balance;
}
VALDI_CHECKPOINT static void write_balance(int amount) {
    balance = amount;
}

static void deposit() {
#ifdef TWIN
    std::unique_lock<std::mutex> guard(lock, std::defer_lock);
#else
    std::lock_guard<std::mutex> guard(lock);
#endif
    write_balance(read_balance() + 1);
}

struct two {
    valdi::starter alice = valdi::thread("alice", deposit), bob = valdi::thread("bob", deposit);
    valdi::runner runner{{alice, bob},
                         {alice.after("read_balance"), bob.after("write_balance"), alice.after("write_balance")}};
};

static void expected() {
    two both;
    both.runner.expect(valdi::verdict::infeasible);
}

static void returned() {
    two both;
    both.runner.next();
    assert(both.runner.finish() == valdi::verdict::infeasible);
    assert(balance == 4);
}

static bool holds(const std::string &text, const char *part) {
    return text.find(part) != std::string::npos;
}

static void thrown_by_a_step() {
    two both;
    both.runner.next();
    try {
        both.runner.next();
        assert(!"the order was held");
    } catch (const valdi::order_failed &failure) {
        assert(failure.verdict() == valdi::verdict::infeasible);
        assert(holds(failure.what(), "bob cannot reach \"after write_balance\""));
        assert(holds(failure.what(), "is held by alice"));
    }
    assert(both.runner.verdict() == valdi::verdict::infeasible);
}

static void thrown_by_hold() {
    two both;
    try {
        both.runner.hold();
        assert(!"the order was held");
    } catch (const valdi::error &failure) {
        assert(holds(failure.what(), "expected the verdict held, got infeasible"));
        assert(holds(failure.what(), "is held by alice"));
    }
}

static void streamed() {
    std::ostringstream out;
    out << valdi::verdict::stalled;
    assert(out.str() == "stalled");
}

int main() {
    expected();
    returned();
    thrown_by_a_step();
    thrown_by_hold();
    streamed();
}
