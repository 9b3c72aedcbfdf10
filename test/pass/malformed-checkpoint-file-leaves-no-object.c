// A malformed checkpoint file fails the compilation, which leaves no object; opt says the same.
//
// RUN: rm -f %t.o %t.s && echo 'fun:f' >%t.checkpoints
// RUN: not %cc -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.o
// RUN: not %cc -fvaldi-checkpoint-file=%t.checkpoints -O2 -S %s -o %t.s
// RUN: test ! -e %t.o && test ! -e %t.s
// RUN: %plain-clang -S -emit-llvm %s -o %t.ll
// RUN: env VALDI_CHECKPOINT_FILE=%t.checkpoints not opt -load-pass-plugin=%plugin -passes=valdi -disable-output %t.ll \
// RUN:     2>&1 | FileCheck %s

// CHECK: error: {{.*}}.checkpoints:1:1: expected a section first
void f(void) {
}
