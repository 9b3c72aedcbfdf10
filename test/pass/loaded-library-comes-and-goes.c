// A function of a library is a checkpoint from dlopen to dlclose, and unknown before and behind.
//
// RUN: %cc -DLIBRARY -fPIC -shared %s -o %t.so
// RUN: %cc %s -ldl -o %t
// RUN: %run %t %t.so
#include <assert.h>
#include <dlfcn.h>
#include <string.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

#ifdef LIBRARY
void *in_library(void *argument);

VALDI_CHECKPOINT void *in_library(void *argument) {
    ++*(int *)argument;
    return argument;
}
#else
VALDI_CHECKPOINT static void *in_program(void *argument) {
    return argument;
}

static void is_unknown(void) {
    valdi_starter *one = valdi_starter_thread("one", in_program, 0);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "in_library");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after));
    assert(!runner);
    assert(strstr(valdi_error(), "in_library"));
    valdi_starter_free(one);
}

static void is_held(void *(*function)(void *)) {
    int count = 0;
    valdi_starter *one = valdi_starter_thread("one", function, &count);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "in_library");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after));
    assert(runner);
    assert(valdi_runner_next(runner) == after);
    assert(count == 1);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}

int main(int argc, char **argv) {
    assert(argc == 2);
    for (int i = 0; i < 2; i++) {
        is_unknown();
        void *library = dlopen(argv[1], RTLD_NOW);
        assert(library);
        void *(*function)(void *);
        *(void **)&function = dlsym(library, "in_library");
        is_held(function);
        dlclose(library);
    }
    is_unknown();
}
#endif
