// A marker is a point where it stands, at its line; several of one name are one point, and one in a loop is hit each time.
//
// RUN: for o in 0 2; do %cc -O$o %s %S/inputs/trace.c -I%S/inputs -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit --implicit-check-not=site %s || exit 1; done
#include <stdio.h>
#include <trace.h>
#include <valdi/checkpoint.h>

static int fill(int limit) {
    int length = 0;
    for (int i = 0; i < 3; i++) {
        VALDI_POINT("queue:loop");
        // CHECK-DAG: site: at "queue:loop" symbol=fill signature="fill" {{.*}}:[[#@LINE-1]]:{{[0-9]+}} body
        if (length == limit)
            VALDI_POINT("queue:full");
        // CHECK-DAG: site: at "queue:full" symbol=fill signature="fill" {{.*}}:[[#@LINE-1]]:{{[0-9]+}} body
        else
            length++;
    }
    return length > 5 ? VALDI_POINT("dead"), 0 : (VALDI_POINT("queue:full"), length);
    // CHECK-DAG: site: at "queue:full" symbol=fill signature="fill" {{.*}}:[[#@LINE-1]]:{{[0-9]+}} body
    // CHECK-DAG: site: at "dead"
}

// CHECK:      start
// CHECK-NEXT: hit: at queue:loop
// CHECK-NEXT: hit: at queue:loop
// CHECK-NEXT: hit: at queue:full
// CHECK-NEXT: hit: at queue:loop
// CHECK-NEXT: hit: at queue:full
// CHECK-NEXT: hit: at queue:full
// CHECK-NEXT: end 1
int main(void) {
    valdi_trace_list();
    puts("start");
    fflush(stdout);
    printf("end %d\n", fill(1));
}
