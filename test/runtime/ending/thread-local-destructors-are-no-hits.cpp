// Hooks in destructors of a starter's thread-local variables pass and are nobody's; finished is reached behind them.
// RUN: %cxx %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: valdi: order unreached at step 2 of 2: two finished without reaching "after third_phase"
// CHECK: hits of "after third_phase": two 0, threads that are no starter's 4
#include "../inputs/machine.h"
#include <pthread.h>

static machine in_first, in_second;
static pthread_key_t key;

static thread_local struct local {
    machine *mine = nullptr;
    ~local() {
        if (mine)
            third_phase(mine);
    }
} local;

static void destroy(void *mine) {
    third_phase(static_cast<machine *>(mine));
}

static void *keeps_locals(void *mine) {
    local.mine = static_cast<machine *>(mine);
    pthread_setspecific(key, mine);
    return two_phases(mine);
}

int main() {
    pthread_key_create(&key, destroy);
    valdi_starter *one = valdi_starter_thread("one", keeps_locals, &in_first);
    valdi_starter *two = valdi_starter_thread("two", keeps_locals, &in_second);
    valdi_checkpoint *a = valdi_checkpoint_finished(one), *b = valdi_checkpoint_after(two, "third_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a && machine_is(&in_first, "1233") && machine_is(&in_second, ""));
    assert(!valdi_runner_next(runner) && machine_is(&in_second, "1233"));
    assert(valdi_runner_finish(runner) == VALDI_UNREACHED);
    valdi_runner_free(runner);
}
