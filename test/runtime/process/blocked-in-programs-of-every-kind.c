// Where a program waits is told whatever it is: linked statically, at a fixed address, or with a sanitizer in it; without lines, its functions are.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -DMEMORY='"%t.memory"' -DPROGRAM='"%t.program"' %s -o %t
// RUN: for how in "" -no-pie -static -static-pie -fsanitize=address -fsanitize=thread; do \
// RUN:     %cc $how -DMEMORY='"%t.memory"' -DPROGRAM='""' %s -o %t.program && \
// RUN:     env VALDI_OPTIONS=symbolizer=llvm-symbolizer %t 2>&1 | FileCheck %s || { echo "with $how" >&2; exit 1; }; done
// RUN: %cc -g0 -DMEMORY='"%t.memory"' -DPROGRAM='""' %s -o %t.program
// RUN: env VALDI_OPTIONS=symbolizer=llvm-symbolizer %t 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: {{^}}  bob    blocked   in pthread_mutex_lock({{.*}}.memory) {{.*}}blocked-in-programs-of-every-kind.c:[[#@LINE+8]]{{$}}
// CHECK-NEXT: .memory is held by alice
// TWIN: {{^}}  bob    blocked   in pthread_mutex_lock({{.*}}.memory) hold{{$}}
#include "inputs/blocked.h"

static pthread_mutex_t *lock;

static void hold(void) {
    pthread_mutex_lock(lock);
    asm volatile(""); /* no tail call */
}

static void let_go(void) {
    pthread_mutex_unlock(lock);
}

static struct contention contention[] = {{"lock", hold, let_go, hold, NULL, 0, 0}};

int main(int count, char **arguments) {
    pthread_mutexattr_t attributes;
    char *hers[] = {PROGRAM, "alice", "lock", NULL}, *his[] = {PROGRAM, "bob", "lock", NULL};
    lock = map_file(MEMORY, sizeof *lock);
    if (count > 1)
        return live_as(arguments, contention);
    assert(!pthread_mutexattr_init(&attributes) &&
           !pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) &&
           !pthread_mutex_init(lock, &attributes));
    valdi_starter *alice = valdi_starter_exec("alice", hers), *bob = valdi_starter_exec("bob", his);
    contend_on(contenders_of(alice, bob, contention), contention);
}
