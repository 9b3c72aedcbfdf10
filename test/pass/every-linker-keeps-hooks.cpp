// Every linker keeps and registers sites and entries, once each: in programs and libraries, collecting sections or not.
//
// RUN: printf '[both]\nfun:vendor\nfun:nobody\n' >%t.checkpoints
// RUN: for part in 0.PROGRAM 2.ELSEWHERE 0.VENDOR; do \
// RUN:     %cxx -O${part%%.*} -fPIC -ffunction-sections -fdata-sections -fvaldi-checkpoint-file=%t.checkpoints -I%S/inputs \
// RUN:         -D${part#*.} -c %s -o %t.${part#*.}.o || exit 1; done && %cc -fPIC -c %S/inputs/trace.c -o %t.trace.o
// RUN: for ld in %linkers; do for gc in -Wl,--no-gc-sections -Wl,--gc-sections; do echo "with $ld and $gc" >&2 && \
// RUN:     %plain-clang -fuse-ld=$ld $gc %san %t.PROGRAM.o %t.ELSEWHERE.o %t.VENDOR.o %t.trace.o -lstdc++ -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=site: --implicit-check-not=hit --check-prefix=CHECK %s && \
// RUN:     not valdi points --check %t 2>&1 | FileCheck --check-prefix=ENTRY %s && \
// RUN:     %plain-clang -fuse-ld=$ld $gc %san -shared %t.ELSEWHERE.o %t.VENDOR.o -lstdc++ -o %t.so && \
// RUN:     %plain-clang -fuse-ld=$ld $gc %san %t.PROGRAM.o %t.trace.o %t.so -lstdc++ -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=site: --implicit-check-not=hit --check-prefixes=CHECK,TWO %s && \
// RUN:     not valdi points --check %t.so 2>&1 | FileCheck --check-prefix=ENTRY %s || exit 1; done || exit 1; done
#include <valdi/checkpoint.h>

int vendor(int number);
int elsewhere(int number);

// ENTRY:   .checkpoints:3: "fun:nobody" matches nothing
// CHECK-DAG: site: before "shared" {{.*}} body
// TWO-DAG:   site: before "shared" {{.*}} body
VALDI_CHECKPOINT_BEFORE inline int shared(int number) {
    VALDI_POINT("in shared");
    // CHECK-DAG: site: at "in shared"
    // TWO-DAG:   site: at "in shared"
    return number + 1;
}

#ifdef VENDOR
// CHECK-DAG: site: before "vendor" {{.*}} body
// CHECK-DAG: site: after "vendor" {{.*}} body
int vendor(int number) {
    return number * 2;
}
#elif defined ELSEWHERE
// CHECK-DAG: site: before "vendor" {{.*}} call
// CHECK-DAG: site: after "vendor" {{.*}} call
// CHECK-DAG: site: after "vendor" {{.*}} call unwound
int elsewhere(int number) {
    return shared(number) + vendor(number);
}
#else
#include <cstdio>
#include <trace.h>

// CHECK:      start
// CHECK-NEXT: hit: before shared
// CHECK-NEXT: hit: at in shared
// CHECK-NEXT: hit: before shared
// CHECK-NEXT: hit: at in shared
// CHECK-NEXT: hit: before vendor (call)
// CHECK-NEXT: hit: before vendor
// CHECK-NEXT: hit: after vendor
// CHECK-NEXT: hit: after vendor (call)
// CHECK-NEXT: 9
int main() {
    valdi_trace_list();
    std::puts("start");
    std::fflush(stdout);
    int first = shared(1);
    std::printf("%d\n", first + elsewhere(2));
}
#endif
