// An exception that leaves a starter's function ends the process, as it does with std::thread; caught, it is nothing.
// RUN: %cxx %s -o %t
// RUN: not --crash %t 2>&1 | FileCheck %s
// RUN: %run %t caught
// CHECK: terminate called after throwing an instance of 'int'
#include "../inputs/machine.h"

static struct machine machine;
static bool caught;

static void *throws(void *argument) {
    try {
        first_phase(&machine);
        throw 1;
    } catch (int) {
        if (!caught)
            throw;
    }
    return argument;
}

int main(int count, char **arguments) {
    static valdi_runner *runner;
    caught = count > 1;
    valdi_starter *one = valdi_starter_thread("one", throws, arguments);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"), *b = valdi_checkpoint_finished(one);
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a && valdi_runner_next(runner) == b);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
