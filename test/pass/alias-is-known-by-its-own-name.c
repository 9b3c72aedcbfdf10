// An alias is a point under its own name too: an entry that names it chooses the function it stands for.
//
// RUN: printf '[before]\nfun:by_alias\n' >%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.c -o %t && %t | FileCheck %s

int deposit(int number);

int deposit(int number) {
    return number + 1;
}

int by_alias(int number) __attribute__((alias("deposit")));

// CHECK: hit: before
int main(void) {
    return by_alias(-1);
}
