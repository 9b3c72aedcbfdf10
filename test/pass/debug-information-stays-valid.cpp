// Debug information of hooked bodies, calls and markers verifies, in one piece or split, in C and C++; a hook stands at the
// line of its function's name, of its call, of its marker.
//
// RUN: printf '[both]\nfun:vendor\n' >%t.checkpoints
// RUN: for f in -O0 "-O2 -fexceptions" "-O1 -gdwarf-4" "-O2 -gsplit-dwarf"; do \
// RUN:     for x in c c++; do %plain-clang -x$x -g $f -fplugin=%plugin -fpass-plugin=%plugin \
// RUN:         -mllvm -valdi-checkpoint-file=%t.checkpoints -I%source/include -c %s -o %t.o && llvm-dwarfdump --verify %t.o && \
// RUN:         { ! test -e %t.dwo || llvm-dwarfdump --verify %t.dwo; } || { echo "with $f -x$x" >&2; exit 1; }; \
// RUN:     done || exit 1; done >%t.out
// RUN: %cxx -O1 -DVENDOR -c %s -o %t.vendor.o
// RUN: %cxx -O2 -fvaldi-checkpoint-file=%t.checkpoints %s %t.vendor.o %S/inputs/trace.cpp -o %t
// RUN: llvm-objdump -d %t | sed -n 's/^ *\([0-9a-f]*\):.*call.*<__valdi_hit\(_plain\)*>.*/0x\1/p' | \
// RUN:     llvm-symbolizer --obj=%t --output-style=GNU -f -C -s -p | FileCheck --implicit-check-not=hit %s
#include <valdi/checkpoint.h>

int vendor(int number);

#ifdef VENDOR
int vendor(int number) {
    return number;
}
#else
// CHECK-DAG: deposit{{.*}} at debug-information-stays-valid.cpp:[[#@LINE+1]]
VALDI_CHECKPOINT int deposit(int number) {
    for (int i = 0; i < number; i++)
        VALDI_POINT("loop");
    // CHECK-DAG: deposit{{.*}} at debug-information-stays-valid.cpp:[[#@LINE-1]]
    if (number > 5)
        return number;
    int sum =
        vendor(number) +
        // CHECK-DAG: deposit{{.*}} at debug-information-stays-valid.cpp:[[#@LINE-1]]
        vendor(-number);
    // CHECK-DAG: deposit{{.*}} at debug-information-stays-valid.cpp:[[#@LINE-1]]
#ifdef __cplusplus
    struct guard {
        int number;
        ~guard() {
            vendor(number);
            // CHECK-DAG: deposit(int)::guard::~guard() at debug-information-stays-valid.cpp:[[#@LINE-1]]
        }
    } g = {sum};
    try {
        sum += vendor(3);
        // CHECK-DAG: deposit{{.*}} at debug-information-stays-valid.cpp:[[#@LINE-1]]
    } catch (int thrown) {
        sum = vendor(thrown) ? vendor(4) : 0;
    }
#endif
    return sum;
}

int main(void) {
    return deposit(7) - 7;
}
#endif
