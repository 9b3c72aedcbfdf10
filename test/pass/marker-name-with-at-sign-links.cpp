// A marker in an inline function may have any name, in a shared library and by way of assembly too.
//
// RUN: for ld in bfd lld; do %cxx -fPIC -shared -fuse-ld=$ld %s -o %t.so || exit 1; done
// RUN: %cxx -O2 -fPIC -S %s -o %t.s
// RUN: %plain-clang -c %t.s -o %t.o
#include <valdi/checkpoint.h>

inline void notify() {
    VALDI_POINT("alice@example");
    VALDI_POINT("alice@@example");
}

void call();

void call() {
    notify();
}
