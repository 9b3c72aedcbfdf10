// A starter is never parked inside Valdi's own code, although what that calls - here malloc, in dlopen - is hooked.
// UNSUPPORTED: sanitized
// RUN: %cc -shared -fPIC -DLIBRARY %s -o %t.so
// RUN: %cc %s -o %t && for n in 1 2 3 4 5 6 7 8; do timeout 20 %t $n %t.so >%t.out 2>&1 || exit 1; done
#include "../inputs/machine.h"
#include <dlfcn.h>
#include <stdlib.h>

#ifdef LIBRARY
VALDI_CHECKPOINT int in_library(int x);

int in_library(int x) {
    return x + 1;
}
#else
void *__libc_malloc(size_t size);

VALDI_CHECKPOINT void *malloc(size_t size);

void *malloc(size_t size) {
    return __libc_malloc(size);
}

static void *load(void *path) {
    dlopen(path, RTLD_NOW);
    return NULL;
}

int main(int count, char **arguments) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", load, arguments[count - 1]);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &machine);
    valdi_checkpoint *a = valdi_checkpoint_nth(valdi_checkpoint_after(one, "malloc"), atoi(arguments[1]));
    valdi_checkpoint *b = valdi_checkpoint_before(two, "third_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
    /* Reached or, where the hit would be in Valdi's own code, unreached: but never waited for in vain. */
    valdi_runner_next(runner);
    valdi_runner_next(runner);
    assert(valdi_runner_verdict(runner) == VALDI_UNREACHED);
    valdi_runner_free(runner);
}
#endif
