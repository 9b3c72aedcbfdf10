// An order can be a text or a file: starters by name, pauses, and the verdict it expects, which hold() asks for.
// RUN: printf 'alice after read_balance\nbob after write_balance\nexpect held\n' >%t.order
// RUN: %cxx %s -o %t && %run %t %t.order 2>/dev/null
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash %t.twin %t.order 2>&1 | FileCheck %s
// CHECK: expected the verdict infeasible, got held
#undef NDEBUG
#include <cassert>
#include <mutex>
#include <string>
#include <valdi/checkpoint.h>
#include <valdi/valdi.hpp>

static std::mutex lock;
static int balance;
static bool lone = true;

VALDI_CHECKPOINT static int read_balance() {
    return balance;
}
VALDI_CHECKPOINT static void write_balance(int amount) {
    balance = amount;
}

static void deposit() {
    write_balance(read_balance() + 1);
}

static void deposit_alone() {
    std::lock_guard<std::mutex> guard(lock);
    deposit();
}

static void paused() {
    balance = 0;
    valdi::starter alice = valdi::thread("alice", deposit), bob = valdi::thread("bob", deposit);
    valdi::runner runner({alice, bob}, R"(
        alice after read_balance
        bob after write_balance      # who has read the same
        pause paid
        alice after write_balance)");
    assert(runner.next_pause() == "paid" && balance == 1);
    assert(runner.next_pause() == "");
    runner.hold();
    assert(balance == 1);
}

static void expected() {
#ifdef TWIN
    lone = false;
#endif
    auto work = [] { lone ? deposit_alone() : deposit(); };
    valdi::starter alice = valdi::thread("alice", work), bob = valdi::thread("bob", work);
    valdi::runner runner({alice, bob}, R"(
        alice after read_balance
        bob after read_balance
        pause both
        alice after write_balance
        expect infeasible)");
    assert(runner.expected() == valdi::verdict::infeasible);
    try {
        runner.next_pause();
#ifndef TWIN
        assert(!"both have read");
#endif
    } catch (const valdi::order_failed &) {
    }
    runner.hold();
}

static void from_a_file(const char *path) {
    valdi::starter alice = valdi::thread("alice", deposit), bob = valdi::thread("bob", deposit);
    valdi::runner::load({alice, bob}, path).hold();
}

static void misspelt() {
    valdi::starter alice = valdi::thread("alice", deposit);
    try {
        valdi::runner({alice}, "alice aftr read_balance");
        assert(!"it was understood");
    } catch (const valdi::error &e) {
        assert(std::string(e.what()).find("order:1:7") != std::string::npos);
    }
}

int main(int, char **arguments) {
    paused();
    expected();
    from_a_file(arguments[1]);
    misspelt();
}
