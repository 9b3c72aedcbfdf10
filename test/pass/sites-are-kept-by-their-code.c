// Sites are in llvm.compiler.used, so they go with dead code; entries are in llvm.used and stay.
//
// RUN: printf '[both]\nfun:deposit\n[after]\nfun:nobody\n' >%t.checkpoints
// RUN: env VALDI_CHECKPOINT_FILE=%t.checkpoints %plain-clang -O0 -S -emit-llvm -fpass-plugin=%plugin %s -o %t.ll
// RUN: FileCheck %s <%t.ll
// RUN: %plain-clang -c %t.ll -o %t.o
// RUN: llvm-readelf -S %t.o | FileCheck --check-prefix=ELF %s

// CHECK-DAG: @__valdi_site.before.deposit.in.deposit = private global %valdi_site {{.*}}, section "valdi_sites", align 8
// CHECK-DAG: @__valdi_site.after.deposit.in.deposit = private global %valdi_site {{.*}}, section "valdi_sites", align 8
// CHECK-DAG: @llvm.compiler.used = appending global [2 x {{.*}}@__valdi_site.before.deposit.in.deposit{{.*}}@__valdi_site.after.deposit.in.deposit{{.*}}, section "llvm.metadata"
// CHECK-DAG: @llvm.used = appending global [2 x {{.*}}@valdi.entry{{.*}}@valdi.entry.{{.*}}, section "llvm.metadata"
// ELF-DAG:   valdi_sites {{ *}}PROGBITS {{.*}} WA 0
// ELF-DAG:   valdi_entries {{ *}}PROGBITS {{.*}} WAR 0
void deposit(void) {
}
