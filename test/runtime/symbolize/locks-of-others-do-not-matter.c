// Addresses are named while other threads hold the locks of the loader and of the standard streams, and without malloc.
// UNSUPPORTED: sanitized
// RUN: %cc -I%source %s %prefix/lib/libvaldi.a -o %t && timeout 20 %t | FileCheck %s
// CHECK: bank.lock main heap
#define _GNU_SOURCE
#undef NDEBUG
#include "runtime/runtime.h"

#include <assert.h>
#include <link.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct { pthread_mutex_t lock; } bank;
static sem_t held, done;
static atomic_bool is_naming;

void *__libc_malloc(size_t size);

void *malloc(size_t size) {
    if (is_naming)
        abort();
    return __libc_malloc(size);
}

static int wait_in_loader(struct dl_phdr_info *info, size_t size, void *unused) {
    (void)info, (void)size, (void)unused;
    flockfile(stdout);
    flockfile(stderr);
    sem_post(&held);
    sem_wait(&done);
    funlockfile(stderr);
    funlockfile(stdout);
    return 1;
}

static void *hold_locks(void *unused) {
    dl_iterate_phdr(wait_in_loader, NULL);
    return unused;
}

int main(void) {
    struct valdi__symbolizer symbolizer;
    struct valdi__place place;
    char variable[80], heap[80];
    pthread_t thread;
    void *memory = malloc(40);
    sem_init(&held, 0, 0);
    sem_init(&done, 0, 0);
    assert(!pthread_create(&thread, NULL, hold_locks, NULL));
    sem_wait(&held);
    is_naming = true;
    valdi__symbolizer_open(&symbolizer, NULL);
    valdi__symbolize_data(&symbolizer, (uintptr_t)&bank.lock, variable, sizeof variable);
    valdi__symbolize_data(&symbolizer, (uintptr_t)memory, heap, sizeof heap);
    valdi__symbolize_code(&symbolizer, (uintptr_t)main, &place);
    valdi__symbolizer_close(&symbolizer);
    is_naming = false;
    sem_post(&done);
    pthread_join(thread, NULL);
    printf("%s %s %s\n", variable, place.function, heap);
}
