// An exception that leaves a test in mid-order frees its runner on the way: everybody ends, and the next test has its own.
// RUN: %cxx %s -o %t && %run %t 2>&1 | count 0
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash %t.twin 2>&1 | FileCheck %s
// CHECK: no runner: another runner is alive
#include "../inputs/machine.h"
#include <memory>
#include <stdexcept>

struct release {
    void operator()(valdi_runner *runner) const {
#ifndef TWIN
        valdi_runner_free(runner);
#endif
    }
};

static void hold(bool fails) {
    machine first = {""}, second = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"), *b = valdi_checkpoint_started(two);
    std::unique_ptr<valdi_runner, release> runner(
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b))));
    assert(valdi_runner_next(runner.get()) == a);
    if (fails)
        throw std::logic_error("fails");
    assert(valdi_runner_finish(runner.get()) == VALDI_HELD);
}

int main() {
    for (int i = 0; i < 3; i++)
        try {
            hold(i < 2);
            assert(i == 2);
        } catch (const std::logic_error &) {
            assert(i < 2);
        }
}
