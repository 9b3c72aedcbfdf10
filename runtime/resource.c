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

/* The thread that waits, and the word it sleeps on. */
struct sleeper {
    uint32_t thread, value;
    bool shared; /* with other processes, for all that it says itself */
};

/* A holder is of the same process, unless the lock is shared. */
static bool may_hold(const struct sleeper *sleeper, uint32_t holder) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%u/task/%u/", sleeper->thread, holder);
    return holder && (!access(path, F_OK) || (sleeper->shared && valdi__thread_exists(holder)));
}

static bool hold(struct valdi__resource *resource, const char *kind, const struct sleeper *sleeper,
                 uint32_t holder) {
    if (!may_hold(sleeper, holder))
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
static bool is_mutex(struct valdi__resource *resource, const struct sleeper *sleeper) {
    pthread_mutex_t mutex;
    if (resource->address % alignof(pthread_mutex_t) ||
        !valdi__memory_read(sleeper->thread, resource->address, &mutex, sizeof mutex))
        return false;
    int kind = mutex.__data.__kind, type = kind & TYPE;
    if (kind & ~(TYPE | ROBUST | INHERIT | SHARED | ELISION))
        return false;
    if (kind & ROBUST)
        return sleeper->shared && sleeper->value & FUTEX_WAITERS &&
               (uint32_t)mutex.__data.__lock == sleeper->value &&
               hold(resource, "mutex", sleeper, sleeper->value & FUTEX_TID_MASK);
    return sleeper->value == 2 && mutex.__data.__lock == 2 && mutex.__data.__nusers &&
           sleeper->shared == !!(kind & SHARED) &&
           (!mutex.__data.__count || type == PTHREAD_MUTEX_RECURSIVE) && !mutex.__data.__list.__prev &&
           !mutex.__data.__list.__next && (!mutex.__data.__spins || type == PTHREAD_MUTEX_ADAPTIVE_NP) &&
           hold(resource, "mutex", sleeper, mutex.__data.__owner);
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
static bool is_rwlock(struct valdi__resource *resource, const struct sleeper *sleeper) {
    static const size_t words[] = {offsetof(pthread_rwlock_t, __data.__wrphase_futex),
                                   offsetof(pthread_rwlock_t, __data.__writers_futex)};
    enum { TAKEN = 3 };
    for (unsigned i = 0; i < 2 && sleeper->value == TAKEN; i++) {
        pthread_rwlock_t lock;
        uint32_t word;
        uint64_t base = resource->address - words[i];
        if (base % alignof(pthread_rwlock_t) ||
            !valdi__memory_read(sleeper->thread, base, &lock, sizeof lock))
            continue;
        memcpy(&word, (char *)&lock + words[i], sizeof word);
        if (word == TAKEN && is_written(&lock, sleeper->shared) &&
            hold(resource, "read-write lock", sleeper, lock.__data.__cur_writer)) {
            resource->address = base;
            return true;
        }
    }
    return false;
}

/* pthread_join waits for the kernel to clear the thread's number, which it does by a shared wake-up. */
static bool is_join(struct valdi__resource *resource, const struct sleeper *sleeper) {
    const struct sleeper alone = {sleeper->thread, sleeper->value, false};
    uint32_t word;
    return sleeper->shared && valdi__memory_read(sleeper->thread, resource->address, &word, sizeof word) &&
           word == sleeper->value && hold(resource, "thread", &alone, word);
}
#else
static bool is_mutex(struct valdi__resource *resource, const struct sleeper *sleeper) {
    return false;
}
static bool is_rwlock(struct valdi__resource *resource, const struct sleeper *sleeper) {
    return false;
}
static bool is_join(struct valdi__resource *resource, const struct sleeper *sleeper) {
    return false;
}
#endif

static void look_at_futex(const struct valdi__wait *wait, struct valdi__resource *resource) {
    uint32_t operation = wait->arguments[1];
    struct sleeper sleeper = {wait->thread, wait->arguments[2], !(operation & FUTEX_PRIVATE_FLAG)};
    resource->kind = "futex";
    resource->address = wait->arguments[0];
    /* In memory of one process alone, a futex that may be shared is not. */
    resource->releaser = sleeper.shared && !valdi__mapping_is_private(wait->thread, resource->address)
                             ? VALDI__ANYBODY
                             : VALDI__PROCESS;
    switch (operation & FUTEX_CMD_MASK) {
    case FUTEX_LOCK_PI:
    case FUTEX_LOCK_PI2:
        resource->is_timed = wait->arguments[3];
        if (valdi__memory_read(wait->thread, resource->address, &sleeper.value, sizeof sleeper.value))
            hold(resource, "mutex", &sleeper, sleeper.value & FUTEX_TID_MASK);
        return;
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
        resource->is_timed = wait->arguments[3];
        if (!is_mutex(resource, &sleeper) && !is_join(resource, &sleeper))
            is_rwlock(resource, &sleeper);
        return;
    default: /* FUTEX_WAIT_REQUEUE_PI and what may come */
        resource->is_timed = true;
    }
}

/* ---- locks on files ---- */

/* A line of /proc/locks: "1: POSIX ADVISORY WRITE 4711 08:01:123 0 EOF" is held; "1: -> FLOCK ..." waits for
 * the one before. */
struct lock {
    bool waits, is_exclusive;
    char type[16], place[48];
    long process;     /* -1: it belongs to a descriptor */
    const char *line; /* from the colon on */
};

static bool parse_lock(const char *line, struct lock *lock) {
    char mode[16];
    const char *arrow = strstr(line, "->"), *end = line + strcspn(line, "\n"), *colon = strchr(line, ':');
    lock->waits = arrow && arrow < end;
    lock->line = colon;
    return colon &&
           sscanf(lock->waits ? arrow + 2 : colon + 1, "%15s %*s %15s %ld %47s", lock->type, mode,
                  &lock->process, lock->place) == 4 &&
           (lock->is_exclusive = !strcmp(mode, "WRITE"), true);
}

/* A descriptor's lock, as it reads to the end of the line, is known by what it locks, not by whose it is. */
struct count {
    const struct lock *lock;
    size_t length;
    uint32_t process;
    unsigned count; /* how many such locks the process's descriptors have */
};

static unsigned count_words(const char *text, const struct count *count) {
    unsigned found = 0;
    for (const char *at = text; (at = strstr(at, ": OFDLCK")); at++)
        found += !strncmp(at, count->lock->line, count->length);
    return found;
}

static bool count_own(uint32_t descriptor, void *context) {
    struct count *count = context;
    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/%u/fdinfo/%u", count->process, descriptor);
    valdi__file_read(path, text, sizeof text);
    count->count += count_words(text, count);
    return true;
}

/* Whether a lock of /proc/locks, and all that read the same, are of the process. */
static bool is_own(const char *locks, const struct lock *lock, uint32_t process) {
    struct count count = {.lock = lock, .length = strcspn(lock->line, "\n") + 1, .process = process};
    char path[64];
    if (strcmp(lock->type, "OFDLCK"))
        return lock->process == (long)process;
    return valdi__numbers_visit(valdi__process_path(path, sizeof path, process, "fdinfo"), count_own,
                                &count) &&
           count.count >= count_words(locks, &count);
}

/* Whether all who have locks on the file are of the process. */
static bool has_all(const char *locks, const char *place, uint32_t process) {
    struct lock lock;
    bool any = false;
    for (const char *line = locks; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        if (!parse_lock(line, &lock) || lock.waits || strcmp(lock.place, place))
            continue;
        if (!is_own(locks, &lock, process))
            return false;
        any = true;
    }
    return any;
}

/* Whoever the kernel lists the waiter behind: a process, or -1 if a descriptor waits. False if there is
 * none, or if that could be another waiter's. */
static bool find_blocker(const char *locks, const char *place, long waiter, struct lock *holder) {
    struct lock lock, last = {.process = -1};
    bool found = false;
    for (const char *line = locks; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        if (!parse_lock(line, &lock) || strcmp(lock.place, place))
            continue;
        if (!lock.waits)
            last = lock;
        if (!lock.waits || lock.process != waiter)
            continue;
        if (found && holder->line != last.line)
            return false;
        *holder = last;
        found = true;
    }
    return found;
}

/* Which process of the order has the lock, where the system does not say. 0: none, or more than one, which
 * has inherited the descriptor. */
static uint32_t find_owner(const char *locks, const struct lock *lock) {
    const valdi_runner *runner = valdi__runner_alive();
    uint32_t owner = is_own(locks, lock, getpid()) ? getpid() : 0;
    for (uint32_t i = 0; runner && runner->starters[i]; i++) {
        const valdi_starter *starter = runner->starters[i];
        uint32_t process = valdi__process_of(starter) == starter ? valdi_starter_process(starter) : 0;
        if (!process || !is_own(locks, lock, process))
            continue;
        if (owner)
            return 0;
        owner = process;
    }
    return owner;
}

/* One process holds what is waited for: one of its threads will release it, or nobody. That is known if
 * the lock is exclusive, or if there is no other on the file. */
static void look_at_file_lock(const struct valdi__wait *wait, struct valdi__resource *resource) {
    static char locks[1 << 16];
    char path[64], place[48];
    struct stat status;
    struct lock holder = {.process = -1};
    uint32_t waiter = valdi__thread_process(wait->thread), owner = 0;
    bool is_descriptor = wait->call == SYS_fcntl && wait->arguments[1] == F_OFD_SETLKW;
    resource->kind = "file lock";
    resource->releaser = VALDI__ANYBODY;
    snprintf(path, sizeof path, "/proc/%u/fd/%d", wait->thread, resource->descriptor);
    if (!waiter || stat(path, &status) ||
        valdi__file_read("/proc/locks", locks, sizeof locks) == sizeof locks - 1)
        return; /* cut */
    snprintf(place, sizeof place, "%02x:%02x:%llu", major(status.st_dev), minor(status.st_dev),
             (unsigned long long)status.st_ino);
    if (find_blocker(locks, place, is_descriptor ? -1 : (long)waiter, &holder))
        owner = holder.process > 0 ? (uint32_t)holder.process : find_owner(locks, &holder);
    uint32_t process = owner ? owner : waiter;
    if (has_all(locks, place, process) || (owner && holder.is_exclusive && valdi__process_born(owner))) {
        resource->releaser = VALDI__PROCESS;
        resource->process = process;
    }
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
    if (!strcmp(resource->kind, "child process"))
        resource->releaser = VALDI__CHILDREN;
    if (!strcmp(resource->kind, "file lock"))
        look_at_file_lock(wait, resource);
}
