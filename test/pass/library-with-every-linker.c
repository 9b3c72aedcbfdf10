// A library of hooked functions links with every linker, whatever their linkage, and needs no relocation of its code.
//
// REQUIRES: lto-plugin
// RUN: printf '[both]\nsrc:*\n' >%t.checkpoints
// RUN: for f in -O0 "-O2 -ffunction-sections" "-O2 -flto=full" "-O2 -flto=thin"; do \
// RUN:     %cc $f -fPIC -fvaldi-checkpoint-file=%t.checkpoints -c %s -o %t.o && \
// RUN:     %cc $f -fPIC -fvaldi-checkpoint-file=%t.checkpoints -DELSEWHERE -c %s -o %t.elsewhere.o && \
// RUN:     for ld in %linkers; do for gc in -Wl,--no-gc-sections -Wl,--gc-sections; do \
// RUN:     %cc $f -fuse-ld=$ld $gc -Wl,-z,text,--fatal-warnings -shared %t.o %t.elsewhere.o -o %t.so && \
// RUN:     llvm-nm -D --defined-only %t.so | FileCheck %s || { echo "with $f, $ld, $gc" >&2; exit 1; }; done; done; done

// CHECK-DAG:     T global
// CHECK-DAG:     {{[TW]}} also_global
// CHECK-DAG:     W weak
// CHECK-NOT:     hidden
void *global(void *argument);
__attribute__((weak)) void *weak(void *argument);

#ifdef ELSEWHERE
void *weak(void *argument) {
    return global(argument);
}
#else
void *global(void *argument) {
    return argument;
}

void *weak(void *argument) {
    return argument;
}

void *also_global(void *argument) __attribute__((alias("global")));

__attribute__((visibility("hidden"))) void *hidden(void *argument) {
    return argument;
}

__attribute__((visibility("protected"))) void *protected(void *argument) {
    return argument;
}

static void *local(void *argument) {
    return argument;
}

void *(*const all[])(void *) = {global, weak, hidden, protected, local};
#endif
