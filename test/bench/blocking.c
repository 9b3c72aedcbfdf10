/* The calls that block, each with what alice and bob do. */
#define _GNU_SOURCE
#include "blocking.h"
#include "bench.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <threads.h>
#include <unistd.h>

double blocking_began;

static void begin(void) {
    blocking_began = bench_now(CLOCK_MONOTONIC);
}

static void nothing(void) {
}

/* ---- mutexes ---- */

static pthread_mutex_t lock;

static void make_lock(int type, int robust, int protocol) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, type);
    pthread_mutexattr_setrobust(&attributes, robust);
    pthread_mutexattr_setprotocol(&attributes, protocol);
    pthread_mutex_init(&lock, &attributes);
}

static void make_normal(void) {
    make_lock(PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_STALLED, PTHREAD_PRIO_NONE);
}

static void make_robust(void) {
    make_lock(PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ROBUST, PTHREAD_PRIO_NONE);
}

static void make_inheriting(void) {
    make_lock(PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_STALLED, PTHREAD_PRIO_INHERIT);
}

static void take_lock(void) {
    pthread_mutex_lock(&lock);
}

static void give_lock(void) {
    pthread_mutex_unlock(&lock);
}

static void want_lock(void) {
    begin();
    take_lock();
    give_lock();
}

/* The test's own thread has it. */
static void make_and_take(void) {
    make_normal();
    take_lock();
}

static mtx_t c_lock;

static void take_c_lock(void) {
    mtx_init(&c_lock, mtx_plain);
    mtx_lock(&c_lock);
}

static void give_c_lock(void) {
    mtx_unlock(&c_lock);
}

static void want_c_lock(void) {
    begin();
    mtx_lock(&c_lock);
    mtx_unlock(&c_lock);
}

/* ---- read-write locks ---- */

static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;

static void take_to_read(void) {
    pthread_rwlock_rdlock(&rwlock);
}

static void take_to_write(void) {
    pthread_rwlock_wrlock(&rwlock);
}

static void give_rwlock(void) {
    pthread_rwlock_unlock(&rwlock);
}

static void want_to_read(void) {
    begin();
    take_to_read();
    give_rwlock();
}

static void want_to_write(void) {
    begin();
    take_to_write();
    give_rwlock();
}

/* ---- a thread of nobody's in between ---- */

static pthread_t helper;
static pthread_mutex_t helpers = PTHREAD_MUTEX_INITIALIZER;
static sem_t helper_has;

static void *help(void *argument) {
    pthread_mutex_lock(&helpers);
    sem_post(&helper_has);
    take_lock();
    give_lock();
    pthread_mutex_unlock(&helpers);
    return argument;
}

static void take_lock_before_helper(void) {
    take_lock();
    pthread_create(&helper, NULL, help, NULL);
    sem_wait(&helper_has);
}

static void let_helper_go(void) {
    give_lock();
    pthread_join(helper, NULL);
}

static void want_helpers(void) {
    begin();
    pthread_mutex_lock(&helpers);
    pthread_mutex_unlock(&helpers);
}

static void want_end_of_helper(void) {
    begin();
    pthread_join(helper, NULL);
}

/* ---- what has no holder ---- */

static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t opened = PTHREAD_COND_INITIALIZER;
static bool is_open;
static sem_t semaphore;
static pthread_barrier_t barrier;
static pthread_spinlock_t spin;
static _Atomic bool flag;

static void close_door(void) {
    is_open = false;
    flag = false;
}

static void open_door(void) {
    pthread_mutex_lock(&door);
    is_open = true;
    flag = true;
    pthread_cond_signal(&opened);
    pthread_mutex_unlock(&door);
}

static void want_door_open(void) {
    pthread_mutex_lock(&door);
    begin();
    while (!is_open)
        pthread_cond_wait(&opened, &door);
    pthread_mutex_unlock(&door);
}

static void post(void) {
    sem_post(&semaphore);
}

static void want_post(void) {
    begin();
    sem_wait(&semaphore);
}

static void come(void) {
    pthread_barrier_wait(&barrier);
}

static void want_others_to_come(void) {
    begin();
    come();
}

static void take_spin(void) {
    pthread_spin_lock(&spin);
}

static void give_spin(void) {
    pthread_spin_unlock(&spin);
}

static void want_spin(void) {
    begin();
    take_spin();
    give_spin();
}

static void want_flag(void) {
    begin();
    while (!flag)
        ;
}

/* ---- files, pipes, sockets ---- */

static char path[] = "/tmp/valdi-blocking.XXXXXX";
static int hers, his, ends[2];

static void open_files(void) {
    hers = open(path, O_RDWR | O_CLOEXEC);
    his = open(path, O_RDWR | O_CLOEXEC);
}

static void close_files(void) {
    close(hers);
    close(his);
}

static void forget_file(void) {
    unlink(path);
}

static void take_file(void) {
    flock(hers, LOCK_EX);
}

static void give_file(void) {
    flock(hers, LOCK_UN);
}

static void want_file(void) {
    begin();
    flock(his, LOCK_EX);
}

static void set_range(int file, short type) {
    struct flock range = {.l_type = type, .l_whence = SEEK_SET, .l_len = 1};
    fcntl(file, F_OFD_SETLKW, &range);
}

static void take_range(void) {
    set_range(hers, F_WRLCK);
}

static void give_range(void) {
    set_range(hers, F_UNLCK);
}

static void want_range(void) {
    begin();
    set_range(his, F_WRLCK);
}

static void open_pipe(void) {
    bench_require(!pipe(ends), "no pipe");
}

static void open_sockets(void) {
    bench_require(!socketpair(AF_UNIX, SOCK_STREAM, 0, ends), "no sockets");
}

static void close_ends(void) {
    close(ends[0]);
    close(ends[1]);
}

static void send_byte(void) {
    bench_require(write(ends[1], "?", 1) == 1, "a write failed");
}

static void want_byte(void) {
    char byte;
    begin();
    bench_require(read(ends[0], &byte, 1) == 1, "a read failed");
}

static void want_message(void) {
    char byte;
    begin();
    bench_require(recv(ends[0], &byte, 1, 0) == 1, "a recv failed");
}

static void want_poll(void) {
    struct pollfd wanted = {.fd = ends[0], .events = POLLIN};
    begin();
    poll(&wanted, 1, -1);
}

static void want_event(void) {
    struct epoll_event event = {.events = EPOLLIN};
    int epoll = epoll_create1(0);
    epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], &event);
    begin();
    epoll_wait(epoll, &event, 1, -1);
    close(epoll);
}

/* ---- all ---- */

const struct contention blocking_calls[] = {
    {"`pthread_mutex_lock`", make_normal, take_lock, want_lock, give_lock, nothing, MANY, false},
    {"the same, robust", make_robust, take_lock, want_lock, give_lock, nothing, SOME, false},
    {"the same, priority-inheriting", make_inheriting, take_lock, want_lock, give_lock, nothing, SOME, false},
    {"the same, held by the test's thread", make_and_take, nothing, want_lock, nothing, give_lock, SOME,
     true},
    {"the same, held by a thread that sleeps on alice's", make_normal, take_lock_before_helper, want_helpers,
     let_helper_go, nothing, SOME, false},
    {"`mtx_lock`", nothing, take_c_lock, want_c_lock, give_c_lock, nothing, SOME, false},
    {"`pthread_rwlock_rdlock` behind a writer", nothing, take_to_write, want_to_read, give_rwlock, nothing,
     SOME, false},
    {"`pthread_rwlock_wrlock` behind a writer", nothing, take_to_write, want_to_write, give_rwlock, nothing,
     SOME, false},
    {"`pthread_rwlock_wrlock` behind a reader", nothing, take_to_read, want_to_write, give_rwlock, nothing,
     SOME, false},
    {"`pthread_join` of a thread that sleeps on alice's", make_normal, take_lock_before_helper,
     want_end_of_helper, give_lock, nothing, SOME, false},
    {"`pthread_cond_wait`", close_door, nothing, want_door_open, open_door, nothing, SOME, false},
    {"`sem_wait`", nothing, nothing, want_post, post, nothing, SOME, false},
    {"`pthread_barrier_wait`", nothing, nothing, want_others_to_come, come, nothing, SOME, false},
    {"`flock`", open_files, take_file, want_file, give_file, close_files, SOME, false},
    {"`fcntl` with `F_OFD_SETLKW`", open_files, take_range, want_range, give_range, close_files, SOME, false},
    {"`pthread_spin_lock`", nothing, take_spin, want_spin, give_spin, nothing, FEW, false},
    {"spinning on an atomic", close_door, nothing, want_flag, open_door, nothing, FEW, false},
    {"`read` from a pipe", open_pipe, nothing, want_byte, send_byte, close_ends, FEW, false},
    {"`recv`", open_sockets, nothing, want_message, send_byte, close_ends, FEW, false},
    {"`poll`", open_pipe, nothing, want_poll, send_byte, close_ends, FEW, false},
    {"`epoll_wait`", open_pipe, nothing, want_event, send_byte, close_ends, FEW, false},
};
const int blocking_count = sizeof blocking_calls / sizeof *blocking_calls;

void blocking_prepare(void) {
    sem_init(&helper_has, 0, 0);
    sem_init(&semaphore, 0, 0);
    pthread_barrier_init(&barrier, NULL, 2);
    pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
    bench_require(mkstemp(path) >= 0, "no file");
    atexit(forget_file);
}
