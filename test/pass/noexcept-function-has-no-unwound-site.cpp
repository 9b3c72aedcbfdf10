// A function that lets no exception out has no site for one.
//
// RUN: %cxx %s %S/inputs/trace.cpp -I%S/inputs -o %t
// RUN: %t | FileCheck %s
#include <trace.h>
#include <valdi/checkpoint.h>

__attribute__((noinline)) static void may_throw(int number) {
    if (number == 5)
        throw number;
}

VALDI_CHECKPOINT_AFTER void quiet(int number) noexcept {
    may_throw(number);
}

VALDI_CHECKPOINT_AFTER void loud(int number) {
    may_throw(number);
}

// CHECK-DAG: site: after "quiet" {{.*}} body{{$}}
// CHECK-DAG: site: after "loud" {{.*}} body{{$}}
// CHECK-DAG: site: after "loud" {{.*}} body unwound{{$}}
// CHECK-NOT: site:
// CHECK:     hit: after quiet{{$}}
// CHECK:     hit: after loud{{$}}
int main() {
    valdi_trace_list();
    quiet(1);
    loud(1);
}
