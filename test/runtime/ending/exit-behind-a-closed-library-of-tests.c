// A library of tests with the runtime, beside it or inside, can be closed after its orders: the program's end does not miss it.
// UNSUPPORTED: sanitized
// RUN: %cc -shared -fPIC -DLIBRARY %s -o %t.so
// RUN: %cc -shared -fPIC -DLIBRARY %s %prefix/lib/libvaldi.a -o %t.inside.so
// RUN: %plain-clang %s -o %t && %run %t %t.so 2>&1 | count 0
// RUN: %run %t %t.inside.so 2>&1 | count 0
#undef NDEBUG
#include <assert.h>
#include <dlfcn.h>
#include <stdlib.h>

#ifdef LIBRARY
#include "../inputs/machine.h"

int test(void);

int test(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &machine);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "first_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after)));
    assert(valdi_runner_next(runner) == after);
    valdi_verdict verdict = valdi_runner_finish(runner);
    valdi_runner_free(runner);
    return verdict == VALDI_HELD;
}
#else
int main(int count, char **arguments) {
    void *library = dlopen(arguments[count - 1], RTLD_NOW);
    assert(library);
    int (*test)(void) = (int (*)(void))dlsym(library, "test");
    assert(test());
    dlclose(library);
    assert(!dlopen(arguments[count - 1], RTLD_NOW | RTLD_NOLOAD));
}
#endif
