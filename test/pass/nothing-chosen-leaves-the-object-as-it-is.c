// Where nothing is chosen, the object is the one the compiler makes without the pass.
//
// RUN: for o in "-O0 -g" -O2; do \
// RUN:     %plain-clang $o -c %s -o %t.plain.o && %plain-clang $o -fpass-plugin=%plugin -c %s -o %t.pass.o && \
// RUN:     llvm-objdump -dr --section-headers --syms %t.plain.o | grep -v 'file format' >%t.plain && \
// RUN:     llvm-objdump -dr --section-headers --syms %t.pass.o | grep -v 'file format' >%t.pass && \
// RUN:     diff %t.plain %t.pass || exit 1; done
#include <stdio.h>

static int helper(int number) {
    return number * 3;
}

__attribute__((annotate("other"))) int deposit(int number) {
    printf("%d\n", number);
    return helper(number) + 1;
}
