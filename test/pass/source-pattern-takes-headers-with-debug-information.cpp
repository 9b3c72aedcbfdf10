// With debug information src: tells a header's functions from those of the file that includes it.
//
// RUN: rm -rf %t && mkdir -p %t/library && cd %t && echo 'inline void listed() {}' >library/header.h
// RUN: printf '[before]\nsrc:*library/*\n' >checkpoints
// RUN: %cxx -g -fvaldi-checkpoint-file=checkpoints %s %S/inputs/trace.cpp -I. -I%S/inputs -o main
// RUN: ./main | FileCheck --implicit-check-not=site --implicit-check-not=hit %s
#include <library/header.h>
#include <trace.h>

// CHECK: site: before "listed" {{.*}} header.h:[[#]]:0 body
// CHECK: hit: before listed
int main() {
    valdi_trace_list();
    listed();
}
