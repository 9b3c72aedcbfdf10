// A thread that stands at a before shows its function's arguments, line and callers in a debugger.
//
// UNSUPPORTED: sanitized
// REQUIRES: gdb
// RUN: %cc -O0 %s %S/inputs/trace.c -o %t
// RUN: gdb -nx -batch -ex "break __valdi_hit_plain" -ex run -ex up -ex "info args" -ex bt %t 2>&1 | FileCheck --check-prefixes=CHECK,HIT %s
// RUN: gdb -nx -batch -ex "break deposit" -ex run -ex "info args" -ex bt %t 2>&1 | FileCheck %s
#include <valdi/checkpoint.h>

struct pair {
    int first, second;
};

__attribute__((noinline)) VALDI_CHECKPOINT static int
deposit(int amount, const char *name, struct pair pair) {
    return amount + name[0] + pair.first;
}

// HIT:        #1 {{.*}} deposit (amount=-42, name={{.*}} "bob", pair=...) at {{.*}}.c:[[#@LINE-4]]
// CHECK:      amount = -42
// CHECK-NEXT: name = {{.*}} "bob"
// CHECK-NEXT: pair = {first = 7, second = 8}
// CHECK:      deposit (amount=-42, name={{.*}} "bob", pair=...) at
// CHECK-NEXT: in main () at {{.*}}.c:[[#@LINE+2]]
int main(void) {
    return deposit(-42, "bob", (struct pair){7, 8}) == 0;
}
