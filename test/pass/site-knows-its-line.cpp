// With debug information a site has the file and line of its function or marker, and the module verifies.
//
// RUN: %cxx -g %s %S/inputs/trace.cpp -I%S/inputs -o %t
// RUN: %t | FileCheck %s
// RUN: %plain-clang -g -O1 -xc++ -S -emit-llvm -Xclang -disable-llvm-passes -I%source/include -I%S/inputs %s -o %t.ll
// RUN: opt -load-pass-plugin=%plugin -passes='valdi,verify,always-inline,verify' -disable-output %t.ll
#include <trace.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT int declared_before(int number);

template <typename T> VALDI_CHECKPOINT T generic(T t) {
    return t;
}
// CHECK-DAG: site: before "generic" {{.*}}:[[#@LINE-3]]:{{[0-9]+}} body

// CHECK-DAG: site: before "declared_before" {{.*}} site-knows-its-line.cpp:[[#@LINE+2]]:{{[0-9]+}} body
// CHECK-DAG: site: after "declared_before" {{.*}}:[[#@LINE+1]]:{{[0-9]+}} body
int declared_before(int number) {
    if (number == 7)
        throw number;
    return generic(number);
}

int main() {
    VALDI_POINT("here");
    // CHECK-DAG: site: at "here" symbol=main {{.*}}:[[#@LINE-1]]:5 body
    valdi_trace_arm(0);
    valdi_trace_list();
    declared_before(1);
}
