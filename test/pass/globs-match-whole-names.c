// In a pattern * stands for any characters and ? for one; a pattern matches a whole name.
//
// RUN: printf '[before]\nfun:exact\nfun:one_?\nfun:*_end\nfun:a*b*c\nfun:no?\n' >%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.c -I%S/inputs -o %t
// RUN: %t | sort | FileCheck --implicit-check-not=site %s
#include <trace.h>

// CHECK: site: before "a__b__b__c"
// CHECK: site: before "abc"
// CHECK: site: before "at_end_end"
// CHECK: site: before "exact"
// CHECK: site: before "one_1"
void exact(void) {
}

void exactly(void) {
}

void inexact(void) {
}

void one_1(void) {
}

void one_12(void) {
}

void one_(void) {
}

void at_end_end(void) {
}

void at_end_(void) {
}

void abc(void) {
}

void a__b__b__c(void) {
}

void a__b__c__(void) {
}

void no(void) {
}

int main(void) {
    valdi_trace_arm(0);
    valdi_trace_list();
}
