// valdi points --names lists each name once, without parameters, as an order would write it.
// RUN: %cxx %s -o %t && valdi points --names %t >%t.names && FileCheck %s --match-full-lines --strict-whitespace <%t.names
//      CHECK:bank::deposit
// CHECK-NEXT:queue is full
//  CHECK-NOT:{{.}}
// RUN: valdi points --names --kind at %t | count 1
// RUN: sh -c 'valdi points --names --json %t; echo $?; valdi points --names --only nothing %t; echo $?' 2>&1 | FileCheck %s --check-prefix=ODD
// ODD:      valdi points: --names goes with --only, --except and --kind alone
// ODD-NEXT: 2
// ODD-NEXT: no points: none of those in it was asked for
// ODD-NEXT: 1
#include <valdi/checkpoint.h>

namespace bank {
VALDI_CHECKPOINT void deposit(int) {
}
VALDI_CHECKPOINT void deposit(long) {
}
} // namespace bank

int main() {
    VALDI_POINT("queue is full");
    VALDI_POINT("queue is full");
}
