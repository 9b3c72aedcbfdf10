// Several checkpoint files, by options and by the environment, hold together; each starts without a section.
//
// RUN: printf '[before]\nfun:first\n' >%t.1 && printf '[before]\nfun:second\n' >%t.2 && printf '[after]\nfun:first\n' >%t.3
// RUN: env VALDI_CHECKPOINT_FILE=%t.3 %cc -fvaldi-checkpoint-file=%t.1 -fvaldi-checkpoint-file=%t.2 %s \
// RUN:     %S/inputs/trace.c -o %t
// RUN: %t | FileCheck --implicit-check-not=hit %s
// RUN: echo 'fun:third' >%t.4
// RUN: not %cc -fvaldi-checkpoint-file=%t.1 -fvaldi-checkpoint-file=%t.4 -c %s -o %t.o 2>&1 | \
// RUN:     FileCheck --check-prefix=ERROR %s
// ERROR: .4:1:1: error: expected a section first

static void first(void) {
}

static void second(void) {
}

// CHECK:      hit: before first
// CHECK-NEXT: hit: after first
// CHECK-NEXT: hit: before second
int main(void) {
    first();
    second();
}
