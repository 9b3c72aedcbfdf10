// In IR, a hook is a volatile load and a cold call that preserves registers and is not bound lazily.
//
// RUN: %plain-clang -O2 -g -S -emit-llvm -fplugin=%plugin -fpass-plugin=%plugin -I%source/include %s -o %t.ll
// RUN: FileCheck %s <%t.ll
// RUN: opt -passes=verify -disable-output %t.ll
#include <valdi/checkpoint.h>

// CHECK-LABEL: define {{.*}}@withdraw(
// CHECK:       [[BEFORE:%.+]] = load volatile i8, {{.*}}@__valdi_armed.withdraw
// CHECK:       icmp eq i8 [[BEFORE]], 0
// CHECK:       call preserve_mostcc void {{.*}}@__valdi_hit{{.*}}@__valdi_site.before.withdraw
// CHECK:       [[AFTER:%.+]] = load volatile i8, {{.*}}@__valdi_armed.withdraw
// CHECK:       icmp eq i8 [[AFTER]], 0
// CHECK:       call preserve_mostcc void {{.*}}@__valdi_hit{{.*}}@__valdi_site.after.withdraw
// CHECK:       ret i32
VALDI_CHECKPOINT int withdraw(int balance, int amount) {
    return balance - amount;
}

// CHECK:       declare {{.*}}preserve_mostcc void @__valdi_hit({{.*}}) {{.*}}[[DECLARED:#[0-9]+]]
// CHECK:       attributes [[DECLARED]] = { cold {{nonlazybind nounwind|nounwind nonlazybind}} }
