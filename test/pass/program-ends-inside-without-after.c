// A program that ends below hooked functions, by exit, _exit, quick_exit, abort or a signal, reaches none of their afters.
//
// RUN: %cc -c %S/inputs/trace.c -o %t.trace.o
// RUN: for f in -O0 -O2 "-O2 -xc++"; do %cc $f -c %s -o %t.o && %cxx %t.o %t.trace.o -o %t && \
// RUN:     for way in exit _exit quick_exit abort signal; do { %t $way; echo "status $?"; } | \
// RUN:         FileCheck --implicit-check-not=hit --check-prefixes=CHECK,$way %s || exit 1; done || exit 1; done
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT __attribute__((noinline)) static int end(const char *way) {
    if (!strcmp(way, "exit"))
        exit(3);
    if (!strcmp(way, "_exit"))
        _exit(4);
    if (!strcmp(way, "quick_exit"))
        quick_exit(5);
    if (!strcmp(way, "abort"))
        abort();
    return raise(SIGKILL);
}

VALDI_CHECKPOINT __attribute__((noinline)) static int outer(const char *way) {
    return end(way) + 1;
}

VALDI_CHECKPOINT static void at_exit(void) {
    puts("at exit");
    fflush(stdout);
}

// CHECK:      hit: before outer
// CHECK-NEXT: hit: before end
// exit:       hit: before at_exit
// exit-NEXT:  at exit
// exit-NEXT:  hit: after at_exit
// exit:       status 3
// _exit:      status 4
// quick_exit: status 5
// abort:      status 134
// signal:     status 137
int main(int argc, char **argv) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    atexit(at_exit);
    return outer(argc > 1 ? argv[1] : "exit");
}
