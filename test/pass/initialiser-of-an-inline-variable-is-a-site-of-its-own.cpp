// Calls that initialise inline variables and static members are sites of their own file and line, one for each variable.
//
// RUN: printf '[before]\nfun:vendor\n' >%t.checkpoints
// RUN: %cxx -I%S/inputs -std=c++17 -DVENDOR -c %s -o %t.vendor.o
// RUN: %cxx -I%S/inputs -std=c++17 -DELSEWHERE -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.elsewhere.o
// RUN: %cxx -I%S/inputs -std=c++17 -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.o
// RUN: for ld in bfd lld; do %cxx -fuse-ld=$ld %t.o %t.elsewhere.o %t.vendor.o %S/inputs/trace.cpp -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit --implicit-check-not=site: %s || exit 1; done
#include <cstdio>
#include <trace.h>

int vendor(int number);

#ifdef VENDOR
int vendor(int number) {
    return number;
}
#else
// CHECK-COUNT-3: hit: before vendor
// CHECK-DAG: site: before "vendor" {{.*}}.cpp:[[#@LINE+1]]:21 call
inline int shared = vendor(1);
#ifdef ELSEWHERE
// CHECK-DAG: site: before "vendor" {{.*}}.cpp:[[#@LINE+1]]:24 call
inline int elsewhere = vendor(2);
#else
template <typename T> struct box {
    static int size;
};
// CHECK-DAG: site: before "vendor" {{.*}}.cpp:[[#@LINE+1]]:42 call
template <typename T> int box<T>::size = vendor(3);
extern int elsewhere;

// CHECK:         sum 6
int main() {
    valdi_trace_list();
    std::printf("sum %d\n", shared + elsewhere + box<int>::size);
}
#endif
#endif
