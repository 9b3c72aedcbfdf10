// That a process sleeps on what another has can be a checkpoint, in a sequence and in a partial order; it goes on when that lets go.
// RUN: %cc -DMEMORY='"%t.memory"' -DFILE_NAME='"%t.lock"' %s -o %t && %run %t
// RUN: %cc -DTWIN -DMEMORY='"%t.memory"' -DFILE_NAME='"%t.lock"' %s -o %t.twin && not %run %t.twin 2>&1 | FileCheck %s
// CHECK: valdi: order unreached at step 2 of 4: bob exited with status 0 without reaching "blocked"
#include "inputs/blocked.h"
#include <semaphore.h>
#include <stdlib.h>

static struct memory {
    pthread_mutex_t mutex;
    pthread_rwlock_t rwlock;
    pthread_cond_t condition;
    sem_t semaphore;
    int is_open;
} * memory;

static void lock_mutex(void) {
    assert(!pthread_mutex_lock(&memory->mutex));
}

static void unlock_mutex(void) {
    assert(!pthread_mutex_unlock(&memory->mutex));
}

static void want_mutex(void) {
    lock_mutex();
    unlock_mutex();
}

static void read_rwlock(void) {
    assert(!pthread_rwlock_rdlock(&memory->rwlock));
}

static void unlock_rwlock(void) {
    assert(!pthread_rwlock_unlock(&memory->rwlock));
}

static void write_rwlock(void) {
    assert(!pthread_rwlock_wrlock(&memory->rwlock));
    unlock_rwlock();
}

static void open_door(void) {
    lock_mutex();
    memory->is_open = 1;
    pthread_cond_signal(&memory->condition);
    unlock_mutex();
}

static void wait_for_door(void) {
    lock_mutex();
    while (!memory->is_open)
        pthread_cond_wait(&memory->condition, &memory->mutex);
    memory->is_open = 0;
    unlock_mutex();
}

static void post(void) {
    assert(!sem_post(&memory->semaphore));
}

static void wait_for_post(void) {
    assert(!sem_wait(&memory->semaphore));
}

static void lock_file(void) {
    struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int file = open(FILE_NAME, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert(dup2(file, 50) == 50 && !fcntl(50, F_SETLKW, &all));
}

static void unlock_file(void) {
    close(50);
}

static void want_file(void) {
    lock_file();
    unlock_file();
}

static struct contention contentions[] = {
    {"mutex", lock_mutex, unlock_mutex, want_mutex, NULL, 0, 0},
    {"read-write lock", read_rwlock, unlock_rwlock, write_rwlock, NULL, 0, 0},
    {"condition", nothing, open_door, wait_for_door, NULL, 0, 0},
    {"semaphore", nothing, post, wait_for_post, NULL, 0, 0},
    {"file", lock_file, unlock_file, want_file, NULL, 0, 0}};

static void initialize(void) {
    pthread_mutexattr_t for_mutex;
    pthread_rwlockattr_t for_rwlock;
    pthread_condattr_t for_condition;
    assert(!pthread_mutexattr_init(&for_mutex) && !pthread_rwlockattr_init(&for_rwlock) &&
           !pthread_condattr_init(&for_condition));
    assert(!pthread_mutexattr_setpshared(&for_mutex, PTHREAD_PROCESS_SHARED) &&
           !pthread_rwlockattr_setpshared(&for_rwlock, PTHREAD_PROCESS_SHARED) &&
           !pthread_condattr_setpshared(&for_condition, PTHREAD_PROCESS_SHARED));
    assert(!pthread_mutex_init(&memory->mutex, &for_mutex) &&
           !pthread_rwlock_init(&memory->rwlock, &for_rwlock) &&
           !pthread_cond_init(&memory->condition, &for_condition) && !sem_init(&memory->semaphore, 1, 0));
    memory->is_open = 0;
}

static valdi_runner *runner_of(enum kind kind, struct contention *contention, int is_partial) {
    valdi_starter *alice = starter_of(FORKED, "alice", contention),
                  *bob = starter_of(kind, "bob", contention);
    valdi_checkpoint *holding = valdi_checkpoint_at(alice, "holding"),
                     *letting_go = valdi_checkpoint_at(alice, "letting go"),
                     *ended = valdi_checkpoint_finished(alice);
    valdi_checkpoint *starts = valdi_checkpoint_started(bob), *asleep = valdi_checkpoint_blocked(bob),
                     *has = valdi_checkpoint_at(bob, "has");
    if (is_partial)
        return runner_or_die(valdi_runner_new_partial(
            VALDI_STARTERS(alice, bob), VALDI_CONSTRAINTS({holding, starts}, {asleep, letting_go})));
    return runner_or_die(
        valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(holding, asleep, ended, has)));
}

static void wait_and_go_on(enum kind bob, struct contention *contention, int is_partial, int in_steps) {
#ifdef TWIN
    contention->want = nothing;
#endif
    valdi_runner *runner = runner_of(bob, contention, is_partial);
    while (in_steps && valdi_runner_next(runner))
        ;
    if (valdi_runner_finish(runner) != VALDI_HELD)
        exit(1);
    valdi_runner_free(runner);
}

int main(int count, char **arguments) {
    memory = map_file(MEMORY, sizeof *memory);
    if (count > 1)
        return live_as(arguments, contentions);
    initialize();
    for (int i = 0; i < 5; i++)
        for (enum kind bob = FORKED; bob <= THREAD; bob++)
            for (int is_partial = 0; is_partial < 2; is_partial++) {
                wait_and_go_on(bob, &contentions[i], is_partial, 0);
                wait_and_go_on(bob, &contentions[i], is_partial, 1);
            }
}
