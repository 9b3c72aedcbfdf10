// With everything hooked, an ifunc's resolver may run before the program is relocated, and its choice is hit.
//
// UNSUPPORTED: sanitized
// RUN: printf '[both]\nfun:*\n[never]\nfun:main\nsrc:*/inputs/*\n' >%t.checkpoints
// RUN: %cc -c %S/inputs/trace.c -o %t.trace.o
// RUN: for f in "-O0 -Wl,-z,now" "-O2 -Wl,-z,lazy" "-O2 -fno-pic -no-pie" "-O0 -static" "-O2 -static-pie -fPIE"; do \
// RUN:     %cc $f -fvaldi-checkpoint-file=%t.checkpoints %s %t.trace.o -o %t && %t | FileCheck %s || exit 1; done
#include <unistd.h>

static int fast(int number) {
    return number + 1;
}

static int slow(int number) {
    return number + 2;
}

int (*resolve(void))(int);

int (*resolve(void))(int) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("sse2") ? fast : slow;
}

int twice(int number) __attribute__((ifunc("resolve")));

// CHECK: hit: before fast
// CHECK: hit: after fast
int main(void) {
    return twice(4) == 5 ? 0 : 1;
}
