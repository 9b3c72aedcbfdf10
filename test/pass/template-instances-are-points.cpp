// Instances of templates are points: together by the template's name, one by one by signature.
//
// RUN: %cxx %s -o %t
// RUN: %run %t
#include <cassert>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

template <typename T> struct box {
    T value{};
    VALDI_CHECKPOINT void put(T t) {
        value = t;
    }
};

template <typename T> VALDI_CHECKPOINT T twice(T t) {
    return t + t;
}

static box<int> whole;
static box<double> real;

static void *use(void *) {
    whole.put(twice(1));
    real.put(twice(1.5));
    return nullptr;
}

int main() {
    valdi_starter *one = valdi_starter_thread("one", use, nullptr);
    valdi_checkpoint *any = valdi_checkpoint_before(one, "twice");
    valdi_checkpoint *put = valdi_checkpoint_after(one, "box<int>::put(int)");
    valdi_checkpoint *the_double = valdi_checkpoint_after(one, "double twice<double>(double)");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(any, put, any, the_double));
    assert(runner);
    assert(valdi_runner_next(runner) == any);
    assert(whole.value == 0);
    assert(valdi_runner_next(runner) == put);
    assert(whole.value == 2);
    assert(valdi_runner_next(runner) == any);
    assert(valdi_runner_next(runner) == the_double);
    assert(real.value == 0);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert(real.value == 3);
    valdi_runner_free(runner);
}
