// With debug information, [never] src: excludes markers and calls that stand in a header too.
//
// RUN: rm -rf %t && mkdir -p %t/third_party && cd %t
// RUN: printf '#include <valdi/checkpoint.h>\nint puts(const char *);\nstatic inline void theirs(void) {\n    VALDI_POINT("theirs");\n    puts("x");\n}\n' >third_party/theirs.h
// RUN: printf '[both]\nfun:puts\n[never]\nsrc:*/third_party/*\n' >never.checkpoints
// RUN: %cc -I. -fvaldi-checkpoint-file=never.checkpoints %s -o program && valdi points program | FileCheck %s
// CHECK:      at {{ *}}ours
// CHECK-NEXT: before {{ *}}puts {{.*}}never-excludes-a-header.c
// CHECK-NEXT: after {{ *}}puts {{.*}}never-excludes-a-header.c
// CHECK-NOT: theirs
#include <third_party/theirs.h>

int main(void) {
    VALDI_POINT("ours");
    puts("y");
    theirs();
}
