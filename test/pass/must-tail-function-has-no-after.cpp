// A function that ends in a call that must be a tail call is a point before it only, and that call stays as it is.
//
// RUN: printf '[both]\nfun:passes_on\nfun:vendor\n' >%t.checkpoints
// RUN: %cxx -O2 -DELSEWHERE -c %s -o %t.o
// RUN: %cxx -O2 -Wno-error -fvaldi-checkpoint-file=%t.checkpoints %s %t.o %S/inputs/trace.cpp -o %t 2>%t.err
// RUN: FileCheck --check-prefix=WARNING %s <%t.err
// RUN: %t | FileCheck --implicit-check-not=hit %s
#include <cstdio>

int vendor(int number);

#ifdef ELSEWHERE
int vendor(int number) {
    return number + 1;
}
#else
// WARNING-DAG: warning: valdi: no point at 'passes_on': it ends in another function's call (musttail)
// WARNING-DAG: warning: valdi: no point at a call of 'vendor': it must stay as it is written
int passes_on(int number) {
    [[clang::musttail]] return vendor(number);
}

// CHECK: hit: before passes_on
// CHECK: 2
int main() {
    std::printf("%d\n", passes_on(1));
}
#endif
