// What a process that is no starter has, a starter's child say, that may let go of it: stalled, and the report names it.
// RUN: %cc -DFILE_NAME='"%t.lock"' %s -o %t && %run %t 2>&1 | FileCheck %s --implicit-check-not=infeasible
// RUN: %cc -DTWIN -DFILE_NAME='"%t.lock"' %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: {{^}}mutex, forked: stalled{{$}}
// CHECK: {{^}}file, forked: stalled{{$}}
// TWIN: {{^}}mutex, forked: held{{$}}
// TWIN: {{^}}file, forked: held{{$}}
#include "inputs/blocked.h"
#include <signal.h>

static pthread_mutex_t *mutex;
static pid_t child;
static int ready[2];

static void lock_file(void) {
    struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int file = open(FILE_NAME, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert(dup2(file, 50) == 50 && !fcntl(50, F_SETLKW, &all));
}

static void lock_mutex(void) {
    assert(!pthread_mutex_lock(mutex));
}

/* Alice's child takes it and waits for a word from her. */
static void have_child(void (*lock)(void), void (*unlock)(void)) {
    char byte;
    int end[2];
    assert(!pipe(ready) && !pipe(end));
    child = fork();
    if (!child) {
        lock();
        assert(write(ready[1], "", 1) == 1);
        close(end[1]);
        assert(!read(end[0], &byte, 1));
        unlock();
        _exit(0);
    }
    assert(read(ready[0], &byte, 1) == 1);
    ready[1] = end[1];
    close(end[0]);
}

static void end_child(void) {
    close(ready[1]);
    waitpid(child, NULL, 0);
}

static void unlock_file(void) {
    close(50);
}

static void unlock_mutex(void) {
    pthread_mutex_unlock(mutex);
}

static void have_child_with_mutex(void) {
    have_child(lock_mutex, unlock_mutex);
}

static void have_child_with_file(void) {
    have_child(lock_file, unlock_file);
}

static void want_mutex(void) {
    lock_mutex();
    unlock_mutex();
}

static struct contention contentions[] = {
    {"mutex", have_child_with_mutex, end_child, want_mutex, NULL, 50, 1},
    {"file", have_child_with_file, end_child, lock_file, NULL, 50, 1}};

int main(void) {
    pthread_mutexattr_t attributes;
    mutex = map_anonymous(sizeof *mutex);
    assert(!pthread_mutexattr_init(&attributes) &&
           !pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) &&
           !pthread_mutex_init(mutex, &attributes));
    for (int i = 0; i < 2; i++)
        contend_between(FORKED, FORKED, &contentions[i]);
}
