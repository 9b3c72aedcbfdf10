// An object that is made or destroyed in one file by code of another is one hit a time, though both files are hooked.
//
// RUN: printf '[both]\nfun:shape::shape\nfun:shape::~shape\n' >%t.checkpoints
// RUN: for o in 0 2; do %cxx -O$o -DELSEWHERE -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.o && \
// RUN:     %cxx -O$o -fvaldi-checkpoint-file=%t.checkpoints %s %t.o -o %t && %run %t || exit 1; done
#include <cassert>
#include <valdi/valdi.h>

struct shape {
    shape();
    virtual ~shape();
};

extern int shapes;

#ifdef ELSEWHERE
int shapes;

shape::shape() {
    shapes++;
}

shape::~shape() {
    shapes += 10;
}
#else
static void *make_two(void *argument) {
    for (int i = 0; i < 2; i++)
        shape s;
    return argument;
}

int main() {
    valdi_starter *one = valdi_starter_thread("one", make_two, nullptr);
    valdi_checkpoint *made = valdi_checkpoint_nth(valdi_checkpoint_before(one, "shape::shape"), 2);
    valdi_checkpoint *gone = valdi_checkpoint_nth(valdi_checkpoint_after(one, "shape::~shape"), 2);
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(made, gone));
    assert(runner);
    assert(valdi_runner_next(runner) == made);
    assert(shapes == 11);
    assert(valdi_runner_next(runner) == gone);
    assert(shapes == 22);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
#endif
