// VALDI_CHECKPOINT_FILE names a checkpoint file for a compiler that is called without an option; empty, it is unset.
//
// RUN: printf '[both]\nfun:deposit\n' >%t.checkpoints
// RUN: env VALDI_CHECKPOINT_FILE=%t.checkpoints %plain-clang -fpass-plugin=%plugin -c %s -o %t.o
// RUN: llvm-nm %t.o | FileCheck %s
// RUN: env VALDI_CHECKPOINT_FILE= %plain-clang -fpass-plugin=%plugin -c %s -o %t.o
// RUN: llvm-nm %t.o | FileCheck --check-prefix=EMPTY %s

// CHECK:     U __valdi_hit
// EMPTY-NOT: valdi
void deposit(void) {
}
