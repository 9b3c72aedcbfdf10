// Threads are adopted in programs with a sanitizer in them; where it stands before the library, that is an error.
// REQUIRES: sanitizer-runtimes
// RUN: for san in "" address thread; do san=${san:+-fsanitize=$san} && \
// RUN:     plain="%plain-clang --driver-mode=g++ -g $san -fpass-plugin=%plugin -I%prefix/include %s" && \
// RUN:     %cxx $san %s -o %t && %run %t && %cxx -O2 $san -fuse-ld=lld %s -o %t && %run %t && \
// RUN:     $plain %prefix/lib/libvaldi-create.a %prefix/lib/libvaldi.a -o %t && %run %t && \
// RUN:     $plain %prefix/lib/libvaldi-create.a -L%prefix/lib -lvaldi -Wl,-rpath,%prefix/lib -o %t && %run %t && \
// RUN:     $plain -L%prefix/lib -lvaldi -Wl,-rpath,%prefix/lib -o %t && \
// RUN:     case $san in "") %run %t ;; *) not %run %t | FileCheck %s ;; esac || { echo "with $san" >&2; exit 1; }; done
// CHECK: starter "one" cannot be adopted: another pthread_create, a sanitizer's perhaps, comes before Valdi's: link the program with valdi-clang, or libvaldi-create.a into it
#undef NDEBUG
#include <atomic>
#include <cassert>
#include <cstdio>
#include <pthread.h>
#include <thread>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

static std::atomic<int> served; /* an order is no synchronization */

VALDI_CHECKPOINT static void serve(int number) {
    served = served * 10 + number;
}

VALDI_CHECKPOINT static void *serve_pointer(void *number) {
    serve(*static_cast<int *>(number));
    return number;
}

int main() {
    int three = 3;
    valdi_starter *one = valdi_starter_adopt("one", "serve", 1),
                  *two = valdi_starter_adopt("two", "serve", 2),
                  *last = valdi_starter_adopt("last", "serve_pointer", 1);
    if (!one)
        puts(valdi_error());
    if (!one)
        return 1;
    valdi_checkpoint *a = valdi_checkpoint_finished(last), *b = valdi_checkpoint_finished(two),
                     *c = valdi_checkpoint_after(one, "serve");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one, two, last), VALDI_ORDER(a, b, c));
    assert(runner);
    pthread_t thread;
    std::thread first(serve, 1), second(serve, 2);
    pthread_create(&thread, nullptr, serve_pointer, &three);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert(served == 321);
    valdi_runner_free(runner);
    first.join();
    second.join();
    pthread_join(thread, nullptr);
}
