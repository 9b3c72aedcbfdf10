// Annotations and markers of a precompiled header hold where it is used.
//
// RUN: %cxx -xc++-header %s -o %t.pch && %cxx -c %S/inputs/trace.cpp -o %t.trace.o
// RUN: %cxx -include-pch %t.pch -DUSE %s %t.trace.o -o %t && %t | FileCheck --implicit-check-not=hit %s
#ifndef USE
#include <valdi/checkpoint.h>
VALDI_CHECKPOINT inline int shared(int number) {
    VALDI_POINT("in");
    return number;
}
#else
// CHECK:      hit: before shared
// CHECK-NEXT: hit: at in
// CHECK-NEXT: hit: after shared
int main() {
    return shared(0);
}
#endif
