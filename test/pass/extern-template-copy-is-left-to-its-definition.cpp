// A method of a template that is instantiated elsewhere for good is one hit a call, with optimization too.
//
// RUN: for o in 0 2; do %cxx -O$o -DELSEWHERE -c %s -o %t.o && %cxx -O$o %s %t.o -o %t && %run %t || exit 1; done
#include <cassert>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

template <typename T> struct box {
    T value{};
    VALDI_CHECKPOINT void put(T t) {
        value = t;
    }
};

#ifdef ELSEWHERE
template struct box<int>;
#else
extern template struct box<int>;

static box<int> shared;

static void *use(void *) {
    shared.put(1);
    shared.put(2);
    shared.put(3);
    return nullptr;
}

int main() {
    valdi_starter *one = valdi_starter_thread("one", use, nullptr);
    valdi_checkpoint *put = valdi_checkpoint_nth(valdi_checkpoint_before(one, "box<int>::put"), 2);
    valdi_checkpoint *then = valdi_checkpoint_nth(valdi_checkpoint_after(one, "box<int>::put"), 3);
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(put, then));
    assert(runner);
    assert(valdi_runner_next(runner) == put);
    assert(shared.value == 1);
    assert(valdi_runner_next(runner) == then);
    assert(shared.value == 3);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
#endif
