// opt runs the pass by its name and takes the option.
//
// RUN: printf '[both]\nfun:audit\n' >%t.checkpoints
// RUN: %plain-clang -S -emit-llvm %s -o %t.ll
// RUN: opt -load %plugin -load-pass-plugin=%plugin -passes=valdi,verify -valdi-checkpoint-file=%t.checkpoints -S %t.ll | \
// RUN:     FileCheck %s

// CHECK: define {{.*}}@audit(
// CHECK: @__valdi_hit_plain{{.*}}@__valdi_site.before.audit.in.audit
// CHECK: @__valdi_hit_plain{{.*}}@__valdi_site.after.audit.in.audit
void audit(void) {
}
