// -Rpass=valdi tells of each function and call that became a point, -Rpass-missed=valdi of each that could not.
//
// RUN: printf '[both]\nfun:plain\nfun:std::puts\nfun:puts\n[before]\nfun:counted*\n[after]\nfun:naked\nfun:setjmp\nfun:_setjmp\n' >%t.checkpoints
// RUN: %plain-clang -g -O1 -c -fplugin=%plugin -fpass-plugin=%plugin -Xclang -mllvm -Xclang -valdi-checkpoint-file=%t.checkpoints \
// RUN:     -Wno-unused-parameter -Rpass=valdi -Rpass-missed=valdi %s -o %t.o 2>&1 | FileCheck --implicit-check-not=remark: %s
// RUN: %plain-clang -g -O1 -c -fplugin=%plugin -fpass-plugin=%plugin -Xclang -mllvm -Xclang -valdi-checkpoint-file=%t.checkpoints \
// RUN:     -fsave-optimization-record -foptimization-record-file=%t.yaml %s -o %t.o 2>/dev/null
// RUN: FileCheck --check-prefix=YAML %s <%t.yaml
// YAML:      --- !Passed
// YAML-NEXT: Pass: {{ *}}valdi
#include <csetjmp>
#include <cstdio>

// CHECK-DAG: .cpp:[[#@LINE+1]]:{{[0-9]+}}: remark: point before and after 'plain' [-Rpass=valdi]
extern "C" void plain() {
    // CHECK-DAG: .cpp:[[#@LINE+1]]:5: remark: point before and after a call of 'puts' [-Rpass=valdi]
    std::puts("plain");
}

// CHECK-DAG: .cpp:[[#@LINE+1]]:{{[0-9]+}}: remark: point before 'counted(int)' [-Rpass=valdi]
int counted(int number) {
    return number + 1;
}

// CHECK-DAG: .cpp:[[#@LINE+1]]:{{[0-9]+}}: remark: no point at 'naked': it is a naked function [-Rpass-missed=valdi]
extern "C" __attribute__((naked)) void naked() {
    asm("ret");
}

int jumps(std::jmp_buf back) {
    // CHECK-DAG: .cpp:[[#@LINE+1]]:12: remark: no point at a call of '_setjmp': it must stay as it is written [-Rpass-missed=valdi]
    return setjmp(back);
}
