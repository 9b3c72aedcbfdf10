// A call is hit unless the body it can reach has hooks: not by a hidden namesake, and again when a body was unloaded.
// RUN: rm -rf %t && mkdir %t && cd %t && printf '[both]\nfun:hook\n' >hook.checkpoints
// RUN: %cc -shared -fPIC -DBODY %s -o libplain.so -Wl,-soname,libplain.so
// RUN: %cc -shared -fPIC -DBODY -fvaldi-checkpoint-file=hook.checkpoints %s -o libhooked.so
// RUN: %cc -shared -fPIC -DHIDDEN -fvaldi-checkpoint-file=hook.checkpoints %s -o libhidden.so
// RUN: %cc -fvaldi-checkpoint-file=hook.checkpoints %s ./libhidden.so ./libplain.so -Wl,-rpath,. -o program
// RUN: %run ./program
#include "../inputs/machine.h"
#include <dlfcn.h>

#ifdef BODY
void hook(struct machine *machine);

void hook(struct machine *machine) {
    machine_note(machine, 'h');
}
#elif defined HIDDEN
__attribute__((visibility("hidden"))) void hook(struct machine *machine) {
    machine_note(machine, 'x');
}

void other(struct machine *machine);

void other(struct machine *machine) {
    hook(machine);
}
#else
void hook(struct machine *machine);
void other(struct machine *machine);

static void *call(void *machine) {
    hook(machine);
    return NULL;
}

static void *load_then_call(void *machine) {
    void *library = dlopen("./libhooked.so", RTLD_NOW | RTLD_LOCAL);
    assert(library && !dlclose(library));
    other(machine);
    hook(machine);
    return NULL;
}

static void hold(void *(*run)(void *), const char *before, const char *after, unsigned nth) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", run, &machine);
    valdi_checkpoint *a = valdi_checkpoint_nth(valdi_checkpoint_before(one, "hook"), nth);
    valdi_checkpoint *b = valdi_checkpoint_nth(valdi_checkpoint_after(one, "hook"), nth);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a && machine_is(&machine, before));
    assert(valdi_runner_next(runner) == b && machine_is(&machine, after));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}

int main(void) {
    hold(call, "", "h", 1);
    hold(load_then_call, "x", "xh", 2);
}
#endif
