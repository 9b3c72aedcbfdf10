// A marker's name may be any text: spaces, quotes, backslashes, other alphabets, conversions, pieces, nothing.
//
// RUN: %cc %s %S/inputs/trace.c -o %t
// RUN: %t | FileCheck %s
#include <valdi/checkpoint.h>

#define QUEUE "queue"

// CHECK:      hit: at queue full
// CHECK-NEXT: hit: at "quoted" \back
// CHECK-NEXT: hit: at Überlauf
// CHECK-NEXT: hit: at 100%s
// CHECK-NEXT: hit: at queue:next
// CHECK-NEXT: hit: at {{$}}
// CHECK-NOT:  hit
int main(void) {
    VALDI_POINT("queue full");
    VALDI_POINT("\"quoted\" \\back");
    VALDI_POINT("Überlauf");
    VALDI_POINT("100%s");
    VALDI_POINT(QUEUE ":next");
    VALDI_POINT("");
}
