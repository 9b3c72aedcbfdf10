// A function is known by its name though a sanitizer puts a word of its own in front of it.
//
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=function -I%source %s %prefix/lib/libvaldi.a -o %t && %run %t
#undef NDEBUG
#include "runtime/runtime.h"

#include <assert.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT_BEFORE void *worker(void *argument) {
    return argument;
}

int main(void) {
    assert(valdi__site_starts("worker", (void *)worker));
    assert(!valdi__site_starts("worker", (void *)main));
}
