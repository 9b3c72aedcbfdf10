// A lambda is a process's work: it ends with what that returns; what it throws ends it, and the verdict is died.
// RUN: %cxx %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: overdrawn
// CHECK: valdi: order died {{.*}}bob
// TWIN: got held
#undef NDEBUG
#include <cassert>
#include <csignal>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/wait.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.hpp>

static int *balance;

VALDI_CHECKPOINT static void withdraw(int amount) {
#ifndef TWIN
    if (amount > *balance)
        throw std::runtime_error("overdrawn");
#endif
    *balance -= amount;
}

static void of_every_kind(const char *program) {
    *balance = 100;
    valdi::starter alice = valdi::fork("alice", [] {
        withdraw(10);
        return 3;
    });
    valdi::starter bob = valdi::fork("bob", [] { withdraw(20); });
    valdi::starter carol = valdi::exec("carol", {program, "a program of its own"});
    valdi::checkpoint paid = bob.after("withdraw"), gone = alice.finished();
    valdi::runner runner({alice, bob, carol}, {paid, gone, carol.finished(), bob.finished()});
    assert(runner.next() == paid && *balance == 80);
    assert(runner.next() == gone && *balance == 70);
    runner.hold();
    assert(WEXITSTATUS(alice.status()) == 3 && WEXITSTATUS(bob.status()) == 0 && WEXITSTATUS(carol.status()) == 4);
}

static void killed() {
    *balance = 100;
    valdi::starter bob = valdi::fork("bob", [] { withdraw(20); });
    valdi::runner runner({bob}, {bob.after("withdraw")});
    runner.next();
    assert(bob.process() > 0);
    bob.kill(SIGKILL);
    runner.hold();
    assert(WTERMSIG(bob.status()) == SIGKILL);
}

static void thrown() {
    *balance = 100;
    valdi::starter bob = valdi::fork("bob", [] { withdraw(200); });
    valdi::runner runner({bob}, {bob.after("withdraw")});
    runner.expect(valdi::verdict::died);
}

int main(int count, char **arguments) {
    if (count > 1)
        return 4;
    balance = static_cast<int *>(
        mmap(nullptr, sizeof *balance, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    of_every_kind(arguments[0]);
    killed();
    thrown();
}
