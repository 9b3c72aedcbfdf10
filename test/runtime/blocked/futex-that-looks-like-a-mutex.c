// A futex of the program's own is no mutex, though it has a mutex's value and a parked starter's number where that has its holder.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: {{^}}futex: stalled{{$}}
// TWIN: {{^}}futex: held{{$}}
#define _GNU_SOURCE
#include "../inputs/contenders.h"
#include <linux/futex.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A message of a program's own. */
static struct {
    _Alignas(64) _Atomic int state;
    int kind, sender, count, flags, serial, length;
} message = {.serial = 7};
static int ends[2];

static void hold(void) {
    message.state = 2;
    message.sender = gettid();
    message.count = 1;
}

static void let_go(void) {
    message.state = 0;
    syscall(SYS_futex, &message.state, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

static void want(void) {
    while (message.state == 2)
        syscall(SYS_futex, &message.state, FUTEX_WAIT_PRIVATE, 2, NULL, NULL, 0);
}

/* It could reset the message any time. */
static void *waits(void *argument) {
    char byte;
    assert(read(ends[0], &byte, 1) == 1);
    return argument;
}

int main(void) {
    pthread_t thread;
    assert(!pipe(ends));
    pthread_create(&thread, NULL, waits, NULL);
    contend((struct contention){"futex", hold, let_go, want, NULL, 100, 1});
    assert(write(ends[1], "?", 1) == 1);
    pthread_join(thread, NULL);
}
