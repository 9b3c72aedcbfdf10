// [never] with src: excludes a file's functions, annotated ones too, and its calls and markers.
//
// RUN: printf '[both]\nfun:*\n[never]\nsrc:*/never-excludes-a-source.c\nsrc:*/inputs/*\n' >%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.c -o %t
// RUN: %t | FileCheck --implicit-check-not=hit %s
#include <stdio.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static void annotated(void) {
    VALDI_POINT("marker");
}

// CHECK: end
int main(void) {
    annotated();
    puts("end");
}
