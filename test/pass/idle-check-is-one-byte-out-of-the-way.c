// While a site is idle, a hook costs the test of one byte; the call is out of line, and no register is saved for it.
//
// RUN: %plain-clang -O2 -fPIC -fplugin=%plugin -fpass-plugin=%plugin -I%source/include -S %s -o - | FileCheck %s
#include <valdi/checkpoint.h>

// CHECK-LABEL: add:
// CHECK-NOT:   pushq %r{{b|1}}
// CHECK:       cmpb $0, [[SITE:.*]](%rip)
// CHECK-NEXT:  jne [[SLOW:.*]]
// CHECK-NOT:   call
// CHECK-NOT:   pushq
// CHECK:       ret
// CHECK:       [[SLOW]]:
// CHECK:       __valdi_hit@GOTPCREL(%rip)
// CHECK-LABEL: .Lfunc_end
VALDI_CHECKPOINT_BEFORE long add(long left, long right) {
    return left + right;
}
