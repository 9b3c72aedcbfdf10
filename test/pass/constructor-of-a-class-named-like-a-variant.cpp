// A constructor that makes an object of a class whose name differs by a digit is a point.
//
// RUN: printf '[both]\nfun:D*::*\n' >%t.checkpoints
// RUN: %cxx -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.cpp -o %t
// RUN: %t | FileCheck --implicit-check-not=hit %s

struct D2 {
    D2() {
    }
};

struct D1 {
    D2 other;
    D1() {
    }
};

// CHECK:      hit: before D1::D1
// CHECK-NEXT: hit: before D2::D2
// CHECK-NEXT: hit: after D2::D2
// CHECK-NEXT: hit: after D1::D1
int main() {
    D1 one;
    (void)one;
}
