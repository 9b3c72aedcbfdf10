// A hooked call into a hooked library is one hit, whether the library is loaded before, after or by dlopen, or is gone.
//
// RUN: rm -rf %t && mkdir %t && cd %t && printf '[both]\nfun:count_up\n' >step.checkpoints
// RUN: %cc -DSTEP -fPIC -shared -fvaldi-checkpoint-file=step.checkpoints %s -o libhooked.so
// RUN: mkdir plain && %plain-clang -I%source/include -DSTEP -fPIC -shared %s -o plain/libhooked.so
// RUN: %cc -DCALLER -fPIC -shared -fvaldi-checkpoint-file=step.checkpoints %s -o libcaller.so
// RUN: for f in "-lhooked -lcaller" "-lcaller -lhooked" "-lcaller -Wl,--push-state,--no-as-needed -lhooked -Wl,--pop-state"; do \
// RUN:     %cc %s -L. -Wl,-rpath,$PWD $f -o program && %run ./program && \
// RUN:     env LD_LIBRARY_PATH=plain %run ./program || exit 1; done
// RUN: %cc -DOPEN %s -o opens && %run ./opens ./libhooked.so ./libcaller.so && %run ./opens plain/libhooked.so ./libcaller.so
#include <assert.h>
#include <dlfcn.h>
#include <valdi/valdi.h>

void count_up(int *count);
void call_count_up(int *count);

#ifdef STEP
void count_up(int *count) {
    ++*count;
}
#elif defined CALLER
void call_count_up(int *count) {
    count_up(count);
}
#else
static void (*call)(int *);

static void *two_calls(void *count) {
    call(count);
    call(count);
    return count;
}

int main(int argc, char **argv) {
    int count = 0;
#ifdef OPEN
    assert(argc == 3);
    assert(dlopen(argv[1], RTLD_NOW | RTLD_GLOBAL));
    void *library = dlopen(argv[2], RTLD_NOW);
    assert(library);
    *(void **)&call = dlsym(library, "call_count_up");
#else
    assert(argc == 1 && argv);
    call = call_count_up;
#endif
    valdi_starter *one = valdi_starter_thread("one", two_calls, &count);
    valdi_checkpoint *before = valdi_checkpoint_before(one, "count_up"), *after = valdi_checkpoint_after(one, "count_up");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(before, after, before, after));
    assert(runner);
    for (int i = 1; i <= 2; i++) {
        assert(valdi_runner_next(runner) == before);
        assert(count == i - 1);
        assert(valdi_runner_next(runner) == after);
        assert(count == i);
    }
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
#endif
