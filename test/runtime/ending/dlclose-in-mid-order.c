// A library that is closed in mid-order takes its hooks along: those of the program go on, its own are not reached.
// RUN: %cc -shared -fPIC -DLIBRARY %s -o %t.so
// RUN: %cc %s -o %t && %run %t %t.so keep 2>&1 | count 0
// RUN: %run %t %t.so close 2>&1 | FileCheck %s
// CHECK: valdi: order unreached at step 3 of 3: one finished without reaching "after in_library/2"
// CHECK: hits of "after in_library": one 1{{$}}
#include "../inputs/machine.h"
#include <dlfcn.h>

#ifdef LIBRARY
VALDI_CHECKPOINT int in_library(int x);

int in_library(int x) {
    return x + 1;
}
#else
static struct machine machine;
static void *library;
static int closes;

static void *uses_the_library(void *argument) {
    int (*call)(int) = (int (*)(int))dlsym(library, "in_library");
    assert(call(1) == 2);
    if (closes)
        dlclose(library);
    first_phase(&machine);
    if (!closes)
        call(2);
    return argument;
}

int main(int count, char **arguments) {
    library = dlopen(arguments[1], RTLD_NOW);
    assert(library);
    closes = !strcmp(arguments[2], "close");
    valdi_starter *one = valdi_starter_thread("one", uses_the_library, NULL);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "in_library");
    valdi_checkpoint *b = valdi_checkpoint_before(one, "first_phase");
    valdi_checkpoint *c = valdi_checkpoint_nth(valdi_checkpoint_after(one, "in_library"), 2);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a && valdi_runner_next(runner) == b);
    assert(closes == !dlopen(arguments[1], RTLD_NOW | RTLD_NOLOAD));
    assert(valdi_runner_next(runner) == (closes ? NULL : c));
    assert(valdi_runner_finish(runner) == (closes ? VALDI_UNREACHED : VALDI_HELD));
    valdi_runner_free(runner);
}
#endif
