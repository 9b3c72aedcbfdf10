// Comments, also behind an entry, blank lines, indentation, DOS line ends and a missing last newline are fine.
//
// RUN: printf '# all\r\n\r\n  [both]   # sides\r\n\tfun:deposit # one\r\n   \t \r\n#fun:no\n  # fun:no\nfun:  spaced\n' \
// RUN:     >%t.checkpoints
// RUN: printf '[never] # but\nfun:with#hash\n[after]\nfun:last' >>%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.c -o %t
// RUN: %t | FileCheck --implicit-check-not=hit %s

static void deposit(void) {
}

static void spaced(void) {
}

static void no(void) {
}

static void last(void) {
}

// CHECK:      hit: before deposit
// CHECK-NEXT: hit: after deposit
// CHECK-NEXT: hit: before spaced
// CHECK-NEXT: hit: after spaced
// CHECK-NEXT: hit: after last
int main(void) {
    deposit();
    spaced();
    no();
    last();
}
