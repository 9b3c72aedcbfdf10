// Link-time optimization, full and thin, keeps one site for each hook of what several objects share or inline.
//
// REQUIRES: lto-plugin
// RUN: %cc -c %S/inputs/trace.c -o %t.trace.o
// RUN: for lto in full thin; do for part in PROGRAM ELSEWHERE VENDOR; do \
// RUN:     %cxx -O2 -flto=$lto -D$part -I%S/inputs -c %s -o %t.$part.o || exit 1; done && \
// RUN:     for ld in %linkers; do echo "with $ld" >&2 && \
// RUN:         %cxx -O2 -flto=$lto -fuse-ld=$ld -Wl,--gc-sections %t.PROGRAM.o %t.ELSEWHERE.o %t.VENDOR.o %t.trace.o -o %t && \
// RUN:         %t | FileCheck --implicit-check-not=site: --implicit-check-not=hit %s || exit 1; done || exit 1; done
#include <valdi/checkpoint.h>

int vendor(int number);
int elsewhere(int number);

// CHECK-DAG: site: before "shared"
VALDI_CHECKPOINT_BEFORE inline int shared(int number) {
    // CHECK-DAG: site: at "in shared"
    VALDI_POINT("in shared");
    return number + 1;
}

#ifdef VENDOR
// CHECK-DAG: site: before "helper" {{.*}} local
VALDI_CHECKPOINT_BEFORE static int helper(int number) {
    return number * 2;
}

// CHECK-DAG: site: before "vendor"
// CHECK-DAG: site: after "vendor" {{.*}} body{{$}}
// CHECK-DAG: site: after "vendor" {{.*}} body unwound
VALDI_CHECKPOINT int vendor(int number) {
    if (number < 0)
        throw number;
    return helper(number);
}
#elif defined ELSEWHERE
int elsewhere(int number) {
    return shared(number) + vendor(number);
}
#else
#include <cstdio>
#include <trace.h>

// CHECK:      hit: before shared
// CHECK-NEXT: hit: at in shared
// CHECK-NEXT: hit: before shared
// CHECK-NEXT: hit: at in shared
// CHECK-NEXT: hit: before vendor
// CHECK-NEXT: hit: before helper
// CHECK-NEXT: hit: after vendor{{$}}
// CHECK-NEXT: hit: before vendor
// CHECK-NEXT: hit: after vendor unwound
// CHECK-NEXT: 9
int main() {
    valdi_trace_list();
    std::fflush(stdout);
    int sum = shared(1);
    sum += elsewhere(2);
    try {
        vendor(-1);
    } catch (int) {
    }
    std::printf("%d\n", sum);
}
#endif
