/* What a sleeping thread waits for, and who can end that: from the system call it is in and, for locks,
 * from the lock's own words. Those are glibc's; elsewhere a lock is just a futex. */
#include "runtime.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* ---- locks in memory ---- */

static bool hold(struct valdi__resource *resource, const char *kind, uint32_t holder) {
    if (!valdi__thread_exists(holder))
        return false;
    resource->kind = kind;
    resource->releaser = VALDI__HOLDER;
    resource->holder = holder;
    return true;
}

#ifdef __GLIBC__
/* Bits of __kind. */
enum { TYPE = 3, ROBUST = 0x10, INHERIT = 0x20, PROTECT = 0x40, SHARED = 0x80, ELISION = 0x300 };

/* Any word can be a futex, and what lies behind it may look like a lock's owner: a thread's number can be
 * as small as 1. So all of a lock must look like one. A robust mutex is waited for as a shared one,
 * whatever it is. */
static bool is_mutex(struct valdi__resource *resource, uint32_t value, bool shared) {
    pthread_mutex_t mutex;
    if (resource->address % alignof(pthread_mutex_t) ||
        !valdi__memory_read(resource->address, &mutex, sizeof mutex))
        return false;
    int kind = mutex.__data.__kind, type = kind & TYPE;
    if (kind & ~(TYPE | ROBUST | INHERIT | SHARED | ELISION))
        return false;
    if (kind & ROBUST)
        return shared && value & FUTEX_WAITERS && (uint32_t)mutex.__data.__lock == value &&
               hold(resource, "mutex", value & FUTEX_TID_MASK);
    return value == 2 && mutex.__data.__lock == 2 && mutex.__data.__nusers && shared == !!(kind & SHARED) &&
           (!mutex.__data.__count || type == PTHREAD_MUTEX_RECURSIVE) && !mutex.__data.__list.__prev &&
           !mutex.__data.__list.__next && (!mutex.__data.__spins || type == PTHREAD_MUTEX_ADAPTIVE_NP) &&
           hold(resource, "mutex", mutex.__data.__owner);
}

/* Whether a writer has it, as its words say together. */
static bool is_written(const pthread_rwlock_t *lock, bool shared) {
    enum { WRITE_PHASE = 1, WRITE_LOCKED = 2 }; /* bits of __readers */
    const unsigned both = WRITE_PHASE | WRITE_LOCKED;
    return (lock->__data.__readers & both) == both && lock->__data.__wrphase_futex <= 3 &&
           lock->__data.__writers_futex <= 3 && !lock->__data.__pad3 && !lock->__data.__pad4 &&
           lock->__data.__flags <= 2 && shared == !!lock->__data.__shared;
}

/* Readers and writers that wait for a writer sleep on one of two words of it while that is 3: taken, and
 * somebody waits. A writer that waits for readers sleeps on the first while that is 2, but who those are
 * is written nowhere. */
static bool is_rwlock(struct valdi__resource *resource, uint32_t value, bool shared) {
    static const size_t words[] = {offsetof(pthread_rwlock_t, __data.__wrphase_futex),
                                   offsetof(pthread_rwlock_t, __data.__writers_futex)};
    enum { TAKEN = 3 };
    for (unsigned i = 0; i < 2 && value == TAKEN; i++) {
        pthread_rwlock_t lock;
        uint32_t word;
        uint64_t base = resource->address - words[i];
        if (base % alignof(pthread_rwlock_t) || !valdi__memory_read(base, &lock, sizeof lock))
            continue;
        memcpy(&word, (char *)&lock + words[i], sizeof word);
        if (word == TAKEN && is_written(&lock, shared) &&
            hold(resource, "read-write lock", lock.__data.__cur_writer)) {
            resource->address = base;
            return true;
        }
    }
    return false;
}

/* pthread_join waits for the kernel to clear the thread's number, which it does by a shared wake-up. */
static bool is_join(struct valdi__resource *resource, uint32_t value) {
    uint32_t word;
    return valdi__memory_read(resource->address, &word, sizeof word) && word == value &&
           hold(resource, "thread", value);
}
#else
static bool is_mutex(struct valdi__resource *resource, uint32_t value, bool shared) {
    return false;
}
static bool is_rwlock(struct valdi__resource *resource, uint32_t value, bool shared) {
    return false;
}
static bool is_join(struct valdi__resource *resource, uint32_t value) {
    return false;
}
#endif

static void look_at_futex(const struct valdi__wait *wait, struct valdi__resource *resource) {
    uint32_t operation = wait->arguments[1], value = wait->arguments[2];
    bool shared = !(operation & FUTEX_PRIVATE_FLAG);
    resource->kind = "futex";
    resource->address = wait->arguments[0];
    /* In memory of one process alone, a futex that may be shared is not. */
    resource->releaser =
        shared && !valdi__mapping_is_private(resource->address) ? VALDI__ANYBODY : VALDI__PROCESS;
    switch (operation & FUTEX_CMD_MASK) {
    case FUTEX_LOCK_PI:
    case FUTEX_LOCK_PI2:
        resource->is_timed = wait->arguments[3];
        if (valdi__memory_read(resource->address, &value, sizeof value))
            hold(resource, "mutex", value & FUTEX_TID_MASK);
        return;
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
        resource->is_timed = wait->arguments[3];
        if (!is_mutex(resource, value, shared) && !(shared && is_join(resource, value)))
            is_rwlock(resource, value, shared);
        return;
    default: /* FUTEX_WAIT_REQUEUE_PI and what may come */
        resource->is_timed = true;
    }
}

/* ---- locks on files ---- */

/* A lock that belongs to a descriptor, in the words of /proc, ": OFDLCK ADVISORY WRITE -1 08:01:123 0
 * EOF", to the end of the line: it is known there by what it locks, not by whose it is. */
struct lock {
    const char *words;
    size_t length;
    unsigned count; /* how many such locks this process's descriptors have */
};

static unsigned count_words(const char *text, const struct lock *lock) {
    unsigned count = 0;
    for (const char *at = text; (at = strstr(at, ": OFDLCK")); at++)
        count += !strncmp(at, lock->words, lock->length);
    return count;
}

static bool count_own(uint32_t descriptor, void *context) {
    struct lock *lock = context;
    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/self/fdinfo/%u", descriptor);
    valdi__file_read(path, text, sizeof text);
    lock->count += count_words(text, lock);
    return true;
}

/* Whether a lock of /proc/locks, and all that read the same, are of this process. */
static bool is_own(const char *locks, const char *line, const char *type, long process) {
    struct lock lock = {.words = strchr(line, ':')};
    if (strcmp(type, "OFDLCK"))
        return process == getpid();
    lock.length = strcspn(lock.words, "\n") + 1;
    return valdi__numbers_visit("/proc/self/fdinfo", count_own, &lock) &&
           lock.count >= count_words(locks, &lock);
}

/* Every lock on the file is this process's own: one of its threads will release it, or nobody. POSIX's record
 * locks belong to the process, and its threads never wait for each other there. */
static void look_at_file_lock(struct valdi__resource *resource) {
    static char locks[1 << 16];
    char file[64];
    struct stat status;
    resource->kind = "file lock";
    resource->releaser = VALDI__ANYBODY;
    if (fstat(resource->descriptor, &status))
        return;
    snprintf(file, sizeof file, " %02x:%02x:%llu ", major(status.st_dev), minor(status.st_dev),
             (unsigned long long)status.st_ino);
    if (valdi__file_read("/proc/locks", locks, sizeof locks) == sizeof locks - 1)
        return; /* cut */
    bool others = false, ours = false;
    for (const char *line = locks; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        char type[16], place[48];
        long process;
        if (sscanf(line, "%*s %15s %*s %*s %ld %46s", type, &process, place) != 3)
            continue; /* a waiter: "1: -> FLOCK ..." */
        if (strlen(place) != strlen(file) - 2 || strncmp(place, file + 1, strlen(place)))
            continue;
        bool own = is_own(locks, line, type, process);
        ours |= own;
        others |= !own;
    }
    if (ours && !others)
        resource->releaser = VALDI__PROCESS;
}

/* ---- all ---- */

/* Which argument, from 0, tells what a system call waits for. */
static const struct call {
    long number;
    const char *kind;
    int descriptor; /* the argument that is one, or -1 */
    int some;       /* the argument that is 0 if it only waits for time to pass, or -1 */
} calls[] = {
    {SYS_nanosleep, "time", -1, -1},        {SYS_clock_nanosleep, "time", -1, -1},
    {SYS_poll, "descriptors", -1, 1},       {SYS_ppoll, "descriptors", -1, 1},
    {SYS_select, "descriptors", -1, 0},     {SYS_pselect6, "descriptors", -1, 0},
    {SYS_read, "descriptor", 0, -1},        {SYS_readv, "descriptor", 0, -1},
    {SYS_recvfrom, "descriptor", 0, -1},    {SYS_recvmsg, "descriptor", 0, -1},
    {SYS_write, "descriptor", 0, -1},       {SYS_writev, "descriptor", 0, -1},
    {SYS_sendto, "descriptor", 0, -1},      {SYS_sendmsg, "descriptor", 0, -1},
    {SYS_accept, "descriptor", 0, -1},      {SYS_accept4, "descriptor", 0, -1},
    {SYS_connect, "descriptor", 0, -1},     {SYS_epoll_wait, "descriptor", 0, -1},
    {SYS_epoll_pwait, "descriptor", 0, -1}, {SYS_wait4, "child process", -1, -1},
    {SYS_waitid, "child process", -1, -1},  {SYS_fcntl, "file lock", 0, -1},
    {SYS_flock, "file lock", 0, -1},
};

static const struct call *find_call(long number) {
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (calls[i].number == number)
            return &calls[i];
    return NULL;
}

void valdi__resource_find(const struct valdi__wait *wait, struct valdi__resource *resource) {
    const struct call *call = find_call(wait->call);
    *resource = (struct valdi__resource){.kind = "", .releaser = VALDI__ANYBODY, .descriptor = -1};
    if (wait->call == SYS_futex)
        look_at_futex(wait, resource);
    if (!call)
        return;
    resource->kind = call->some >= 0 && !wait->arguments[call->some] ? "time" : call->kind;
    if (!strcmp(resource->kind, "time"))
        resource->releaser = VALDI__TIME;
    if (call->descriptor >= 0)
        resource->descriptor = wait->arguments[call->descriptor];
    if (!strcmp(resource->kind, "file lock"))
        look_at_file_lock(resource);
}
