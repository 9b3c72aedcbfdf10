// Computed goto, asm goto, alloca, variable arrays, own sections and tail recursion are hooked and do what they did.
//
// RUN: printf '[both]\nfun:of_*\nfun:abs\nfun:getppid\n' >%t.checkpoints
// RUN: for f in -O0 -O2 "-O2 -fexceptions"; do \
// RUN:     %cc $f -fno-builtin-abs -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.c -o %t && \
// RUN:     %t | FileCheck --implicit-check-not=hit %s || exit 1; done
#include <alloca.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int of_computed_goto(const char *program) {
    static void *const table[] = {&&add, &&twice, &&end};
    int value = 0;
    goto *table[*program++ - '0'];
add:
    value += abs(-1);
    goto *table[*program++ - '0'];
twice:
    value *= 2;
    goto *table[*program++ - '0'];
end:
    return value;
}

static int of_asm_goto(int number) {
    __asm__ goto("testl %0, %0\n\tjne %l[other]" ::"r"(number)::other);
    return abs(-3);
other:
    return 4;
}

static int of_inline_asm(int number) {
    int result;
    __asm__("leal 1(%1), %0" : "=r"(result) : "r"(number));
    __asm__ volatile("nop" ::: "memory");
    return result;
}

static int of_alloca(int size) {
    char *text = alloca(size);
    char array[size];
    memset(text, 'a', size);
    memset(array, 1, size);
    for (int i = 0; i < 3; i++) {
        char *more = alloca(16);
        more[0] = i;
        text[0] += more[0] + (getppid() < 0);
    }
    return text[size - 1] + array[size - 1] + (text[0] == 'a' + 3);
}

__attribute__((section("other_section"))) int of_section(int number) {
    return number + 1;
}

__attribute__((noinline)) static int of_tail(int number, int sum) {
    return number ? of_tail(number - 1, sum + number) : sum;
}

__attribute__((always_inline)) static inline int of_always(int number) {
    return number * 2;
}

static int of_switch(int number) {
    switch (number) {
    case 1:
        return 10;
    case 2:
        return 20;
    case 3:
        return 40;
    case 4:
        return 80;
    default:
        __builtin_unreachable();
    }
}

// CHECK:         hit: before of_computed_goto
// CHECK-COUNT-3: hit: before abs (call)
// CHECK-NEXT:    hit: after abs (call)
// CHECK-NEXT:    hit: after of_computed_goto
// CHECK-NEXT:    computed goto 5
// CHECK-NEXT:    hit: before of_asm_goto
// CHECK-NEXT:    hit: before abs (call)
// CHECK-NEXT:    hit: after abs (call)
// CHECK-NEXT:    hit: after of_asm_goto
// CHECK-NEXT:    hit: before of_asm_goto
// CHECK-NEXT:    hit: after of_asm_goto
// CHECK-NEXT:    asm goto 7
// CHECK-NEXT:    hit: before of_inline_asm
// CHECK-NEXT:    hit: after of_inline_asm
// CHECK-NEXT:    inline asm 9
// CHECK-NEXT:    hit: before of_alloca
// CHECK-COUNT-3: hit: before getppid (call)
// CHECK-NEXT:    hit: after getppid (call)
// CHECK-NEXT:    hit: after of_alloca
// CHECK-NEXT:    alloca 99
// CHECK-NEXT:    hit: before of_section
// CHECK-NEXT:    hit: after of_section
// CHECK-NEXT:    section 6
// CHECK-COUNT-4: hit: before of_tail
// CHECK-COUNT-4: hit: after of_tail
// CHECK-NEXT:    tail 6
// CHECK-NEXT:    hit: before of_always
// CHECK-NEXT:    hit: after of_always
// CHECK-NEXT:    always 14
// CHECK-NEXT:    hit: before of_switch
// CHECK-NEXT:    hit: after of_switch
// CHECK-NEXT:    switch 40
int main(void) {
    volatile int three = 3;
    printf("computed goto %d\n", of_computed_goto("00102"));
    printf("asm goto %d\n", of_asm_goto(three - 3) + of_asm_goto(three));
    printf("inline asm %d\n", of_inline_asm(three + 5));
    printf("alloca %d\n", of_alloca(three * 1000));
    printf("section %d\n", of_section(three + 2));
    printf("tail %d\n", of_tail(three, 0));
    printf("always %d\n", of_always(three + 4));
    printf("switch %d\n", of_switch(three));
}
