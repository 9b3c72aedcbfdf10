// A function's address is known by the name of its site: static, hidden, global, of a library, in any kind of program.
//
// RUN: for f in "-fno-pic -no-pie" "-O2 -fno-pic -no-pie" "-fPIE -pie" "-O2 -fPIE -pie" "-O2 -fPIC -ffunction-sections" \
// RUN:     "-O2 -mcmodel=large -fPIC" "-fno-integrated-as -fPIC" "-Os -falign-functions=64"; do \
// RUN:     %cc $f -fPIC -Qunused-arguments -DLIBRARY -c %s -o %t.library.o && %plain-clang %san -shared %t.library.o -o %t.so && \
// RUN:     %cc $f -Qunused-arguments -I%source %s %t.so %prefix/lib/libvaldi.a -o %t && %run %t || \
// RUN:     { echo "with $f" >&2; exit 1; }; done
#undef NDEBUG
#include <assert.h>
#include <stdint.h>
#include <valdi/checkpoint.h>

typedef void *start(void *);
start in_library;
start *of_library(int which);

VALDI_CHECKPOINT_BEFORE static void *local(void *argument) {
    return argument;
}

#ifdef LIBRARY
VALDI_CHECKPOINT_BEFORE void *in_library(void *argument) {
    return argument;
}

start *of_library(int which) {
    return which ? local : in_library;
}
#else
#include "runtime/runtime.h"

#include <sys/mman.h>

VALDI_CHECKPOINT_BEFORE void *global(void *argument) {
    return argument;
}

VALDI_CHECKPOINT_BEFORE __attribute__((visibility("hidden"))) void *hidden(void *argument) {
    return argument;
}

VALDI_CHECKPOINT_BEFORE __attribute__((aligned(256))) void *aligned(void *argument) {
    return argument;
}

VALDI_CHECKPOINT_BEFORE __attribute__((weak)) int plain(void) {
    return 0;
}

extern __typeof(global) second __attribute__((alias("global")));

VALDI_CHECKPOINT_AFTER void *no_before(void *argument) {
    return argument;
}

static void *no_point(void *argument) {
    return argument;
}

static bool starts(const char *name, void *function) {
    return valdi__site_starts(name, function);
}

static void knows(const char *name, void *function) {
    assert(starts(name, function));
    assert(!starts(name, (char *)function + 1) && !starts(name, no_point) && !starts("nobody", function));
}

int main(void) {
    knows("local", local);
    knows("local", of_library(1));
    knows("function-is-known-by-its-name.c:local", local);
    knows("global", global);
    knows("global", second);
    knows("hidden", hidden);
    knows("aligned", aligned);
    assert((uintptr_t)aligned % 256 == 0);
    knows("plain", plain);
    knows("in_library", of_library(0));
    assert(!starts("global", hidden) && !starts("local", global) && !starts("in_library", local));
    assert(!starts("no_before", no_before));

    enum { PAGE = 4096 };
    char *made = mmap(NULL, 2 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert(!starts("global", made) && !starts("global", made + PAGE) && !starts("global", NULL));
}
#endif
