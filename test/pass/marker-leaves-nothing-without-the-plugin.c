// Without the plugin, annotations and markers leave nothing in the object: no code, no symbol, no string.
//
// RUN: %plain-clang -fno-addrsig -O0 -I%source/include -c %s -o %t.with.o
// RUN: %plain-clang -fno-addrsig -O0 -DBARE -c %s -o %t.bare.o
// RUN: cmp %t.with.o %t.bare.o
// RUN: %plain-clang -O2 -I%source/include -c %s -o %t.o
// RUN: not grep valdi %t.o
// RUN: llvm-objdump -dr --syms --section-headers %t.o | FileCheck --implicit-check-not=call --implicit-check-not=UND %s
// CHECK:     .text
// CHECK-NOT: .data
// CHECK-NOT: .rodata
// CHECK:     <push>:
#ifdef BARE
#define VALDI_CHECKPOINT
#define VALDI_POINT(name) ((void)0)
#else
#include <valdi/checkpoint.h>
#endif

VALDI_CHECKPOINT int push(volatile int *queue, int length);

int push(volatile int *queue, int length) {
    for (int i = 0; i < length; i++) {
        VALDI_POINT("queue:next");
        if (queue[i] < 0) {
            VALDI_POINT("queue:negative");
            return i;
        }
    }
    VALDI_POINT("queue:full");
    return length + 1;
}
