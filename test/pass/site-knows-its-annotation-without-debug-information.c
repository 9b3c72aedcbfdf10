// Without debug information an annotated function's sites have the line of its annotation, a marker's its own.
//
// RUN: %plain-clang -fplugin=%plugin -fpass-plugin=%plugin -I%source/include -I%S/inputs -c %s -o %t.o
// RUN: %cc %t.o %S/inputs/trace.c -o %t
// RUN: %t | FileCheck %s
#include <trace.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static int deposit(int number) {
    VALDI_POINT("in");
    return number;
}
// CHECK-DAG: site: before "deposit" {{.*}} site-knows-its-annotation-without-debug-information.c:[[#@LINE-4]]:0 body local
// CHECK-DAG: site: at "in" {{.*}} site-knows-its-annotation-without-debug-information.c:[[#@LINE-4]]:0 body

int main(void) {
    valdi_trace_arm(0);
    valdi_trace_list();
    return deposit(0);
}
