// A library that is loaded while an order runs stops its threads at the order's checkpoints, and may go again.
//
// RUN: %cc -DLIBRARY -fPIC -shared %s -o %t.so
// RUN: %cc %s -ldl -o %t
// RUN: %run %t %t.so
#include <assert.h>
#include <dlfcn.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

VALDI_CHECKPOINT static void step(int *count) {
    ++*count;
}

#ifdef LIBRARY
void step_in_library(int *count);

void step_in_library(int *count) {
    step(count);
}
#else
static int count, closed;

static void *steps(void *path) {
    step(&count);
    void *library = dlopen(path, RTLD_NOW);
    void (*function)(int *);
    *(void **)&function = dlsym(library, "step_in_library");
    function(&count);
    dlclose(library);
    closed = 1;
    step(&count);
    return library;
}

int main(int argc, char **argv) {
    assert(argc == 2);
    valdi_starter *one = valdi_starter_thread("one", steps, argv[1]);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "step");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after, after, after));
    assert(runner);
    for (int i = 1; i <= 3; i++) {
        assert(valdi_runner_next(runner) == after);
        assert(count == i && closed == (i == 3));
    }
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
#endif
