// A function with an after may call functions whose calls are hooked: exceptions of theirs reach both.
//
// RUN: printf '[both]\nfun:caller\nfun:vendor\n' >%t.checkpoints
// RUN: %cxx -DELSEWHERE -c %s -o %t.o
// RUN: for o in 0 2; do %cxx -O$o -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t-$o.o && \
// RUN:     %cxx %t-$o.o %t.o %S/inputs/trace.cpp -o %t && %t | FileCheck --implicit-check-not=hit %s || exit 1; done
int vendor(int number);

#ifdef ELSEWHERE
int vendor(int number) {
    if (number < 0)
        throw number;
    return number;
}
#else
static int caller(int number) {
    return vendor(number) + vendor(-number);
}

// CHECK:      hit: before caller
// CHECK-NEXT: hit: before vendor (call)
// CHECK-NEXT: hit: after vendor (call){{$}}
// CHECK-NEXT: hit: before vendor (call)
// CHECK-NEXT: hit: after vendor (call) unwound
// CHECK-NEXT: hit: after caller unwound
int main() {
    try {
        caller(1);
    } catch (int) {
    }
}
#endif
