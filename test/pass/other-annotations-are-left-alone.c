// Annotations that are not ours are neither points nor errors, on functions and on variables.
//
// RUN: %cc -c %s -o %t.o
// RUN: llvm-nm %t.o | FileCheck %s

// CHECK-NOT: valdi
__attribute__((annotate("valdi:before"))) int variable;
__attribute__((annotate("valdivia"))) void town(void) {
}
__attribute__((annotate("qt_slot"))) void slot(void) {
}
