// That functions are known by name keeps none: no static one that is inlined, none that the linker drops with its needs.
//
// RUN: printf '[before]\nsrc:*\n' >%t.checkpoints
// RUN: %cc -O2 -fvaldi-checkpoint-file=%t.checkpoints -ffunction-sections -c %s -o %t.o
// RUN: llvm-nm %t.o | FileCheck %s
// RUN: for ld in %linkers; do echo "with $ld" >&2 && \
// RUN:     %cc -fuse-ld=$ld -Wl,--gc-sections %t.o -o %t && %t && llvm-nm %t | FileCheck --check-prefix=LINKED %s || exit 1; done

// CHECK-NOT: {{ (helper|copied)$}}
// CHECK-DAG: T dead
// CHECK-DAG: t taken
// CHECK-NOT: {{ (helper|copied)$}}
// LINKED-NOT: {{ T dead$}}
static int helper(int *number) {
    return *number;
}

static inline void *copied(void *argument) {
    return argument;
}

static void *taken(void *argument) {
    return argument;
}

void *nowhere(void *argument);

void *dead(void *argument) {
    return nowhere(argument);
}

void *(*volatile start)(void *) = taken;

int main(void) {
    int zero = 0;
    return helper(copied(start(&zero)));
}
