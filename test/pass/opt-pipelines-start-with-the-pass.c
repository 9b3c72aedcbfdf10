// opt's own pipelines run the pass when the plugin is loaded, before anything is inlined.
//
// RUN: %plain-clang -O1 -Xclang -disable-llvm-passes -I%source/include -S -emit-llvm %s -o %t.ll
// RUN: for p in 'default<O0>' 'default<O2>' 'thinlto-pre-link<O2>' 'lto-pre-link<O2>'; do \
// RUN:     opt -load-pass-plugin=%plugin -passes="$p,verify" -S %t.ll | FileCheck %s || exit 1; done
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT_BEFORE static int helper(int number) {
    return number + 1;
}

// CHECK-LABEL: define {{.*}}@outer(
// CHECK:       @__valdi_hit{{.*}}@__valdi_site.before.outer
VALDI_CHECKPOINT_BEFORE int outer(int number) {
    return helper(number);
}
