// An annotation of ours that is misspelt is an error that lists what there is, and leaves no object.
//
// RUN: rm -f %t.o
// RUN: not %cc -c %s -o %t.o 2>&1 | FileCheck %s
// RUN: test ! -e %t.o

// CHECK: error: unknown annotation "valdi:bfore": expected "valdi", "valdi:before" or "valdi:after"
__attribute__((annotate("valdi:bfore"))) void withdraw(void) {
}
