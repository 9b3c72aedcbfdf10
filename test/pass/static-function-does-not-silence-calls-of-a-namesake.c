// A hooked static function leaves the hooked calls of another file's function of that name alone.
//
// RUN: printf '[before]\nfun:step\n' >%t.checkpoints
// RUN: %plain-clang -I%source/include -DVENDOR -c %s -o %t.vendor.o
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints -DELSEWHERE -c %s -o %t.o
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s %t.o %t.vendor.o -o %t
// RUN: %run %t
#include <assert.h>
#include <valdi/valdi.h>

#ifdef VENDOR
extern int count;
void step(void);

void step(void) {
    count += 10;
}
#elif defined ELSEWHERE
void elsewhere(void);
void step(void);

void elsewhere(void) {
    step();
}
#else
extern int count;
int count;
void elsewhere(void);

static void step(void) {
    count++;
}

static void *two_steps(void *argument) {
    step();
    elsewhere();
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", two_steps, 0);
    valdi_checkpoint *before = valdi_checkpoint_before(one, "step");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(before, before));
    assert(runner);
    assert(valdi_runner_next(runner) == before);
    assert(count == 0);
    assert(valdi_runner_next(runner) == before);
    assert(count == 1);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert(count == 11);
    valdi_runner_free(runner);
}
#endif
