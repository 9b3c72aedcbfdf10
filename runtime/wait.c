/* What the kernel tells of threads and processes, of one that sleeps above all. Only reads: whoever is
 * looked at is not disturbed. No malloc, no stdio, no lock: a thread that stands still may hold any. */
#include "runtime.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

size_t valdi__file_read(const char *path, char *text, size_t size) {
    size_t length = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    for (ssize_t more = 1; file >= 0 && more > 0 && length<size - 1; length += more> 0 ? more : 0)
        more = read(file, text + length, size - 1 - length);
    if (file >= 0)
        close(file);
    text[length] = 0;
    return length;
}

const char *valdi__process_path(char *path, size_t size, uint32_t process, const char *file) {
    if (process)
        snprintf(path, size, "/proc/%u/%s", process, file);
    else
        snprintf(path, size, "/proc/self/%s", file);
    return path;
}

bool valdi__memory_read(uint32_t process, uint64_t address, void *to, size_t size) {
    char path[64];
    int file = open(valdi__process_path(path, sizeof path, process, "mem"), O_RDONLY | O_CLOEXEC);
    ssize_t got = file < 0 ? -1 : pread(file, to, size, (off_t)address);
    if (file >= 0)
        close(file);
    return got == (ssize_t)size;
}

bool valdi__numbers_visit(const char *path, bool (*visit)(uint32_t number, void *context), void *context) {
    struct entry {
        ino64_t inode;
        off64_t offset;
        unsigned short size;
        unsigned char type;
        char name[];
    };
    alignas(struct entry) char buffer[4096];
    bool good = true;
    long length = 0;
    int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return false;
    while (good && (length = syscall(SYS_getdents64, directory, buffer, sizeof buffer)) > 0)
        for (long at = 0; good && at < length; at += ((struct entry *)(buffer + at))->size) {
            const struct entry *entry = (const struct entry *)(buffer + at);
            if (*entry->name != '.')
                good = visit(strtoul(entry->name, NULL, 10), context);
        }
    close(directory);
    return good && length == 0;
}

struct brood {
    uint32_t process;
    bool (*visit)(uint32_t child, void *context);
    void *context;
};

/* Each thread has its own. */
static bool visit_children(uint32_t thread, void *context) {
    const struct brood *brood = context;
    char path[64], text[8192], *at = text, *end;
    snprintf(path, sizeof path, "/proc/%u/task/%u/children", brood->process, thread);
    if (valdi__file_read(path, text, sizeof text) == sizeof text - 1)
        return false; /* cut */
    for (uint32_t child; (child = strtoul(at, &end, 10)) && end != at; at = end)
        if (!brood->visit(child, brood->context))
            return false;
    return true;
}

bool valdi__children_visit(uint32_t process, bool (*visit)(uint32_t child, void *context), void *context) {
    struct brood brood = {process, visit, context};
    char path[64];
    return valdi__numbers_visit(valdi__process_path(path, sizeof path, process, "task"), visit_children,
                                &brood);
}

static void name_file(char *path, size_t size, uint32_t thread, const char *file) {
    snprintf(path, size, "/proc/%u/task/%u/%s", thread, thread, file);
}

bool valdi__thread_exists(uint32_t thread) {
    char path[64];
    name_file(path, sizeof path, thread, "");
    return thread && !access(path, F_OK);
}

bool valdi__thread_state(uint32_t thread, char *name, size_t size, char *state) {
    char path[64], text[512];
    name_file(path, sizeof path, thread, "stat");
    valdi__file_read(path, text, sizeof text);
    char *open = strchr(text, '('), *close = strrchr(text, ')');
    if (!open || !close)
        return false;
    *close = 0;
    snprintf(name, size, "%s", open + 1);
    *state = close[2];
    return true;
}

bool valdi__thread_is_stopped(uint32_t thread) {
    char name[64], state = 0;
    return valdi__thread_state(thread, name, sizeof name, &state) && state == 'T';
}

/* What stands behind the name in the status of a process or thread, "" if there is no such thing. */
static const char *find_status(const char *text, const char *name) {
    const char *line = strstr(text, name);
    return line ? line + strlen(name) : "";
}

uint32_t valdi__thread_process(uint32_t thread) {
    char path[64], text[4096];
    name_file(path, sizeof path, thread, "status");
    valdi__file_read(path, text, sizeof text);
    return strtoul(find_status(text, "\nTgid:"), NULL, 10);
}

uint64_t valdi__process_signals(uint32_t process, enum valdi__signals which) {
    static const char *const names[] = {"\nSigCgt:", "\nSigIgn:", "\nSigBlk:"};
    char path[64], text[4096];
    valdi__file_read(valdi__process_path(path, sizeof path, process, "status"), text, sizeof text);
    return strtoull(find_status(text, names[which]), NULL, 16);
}

/* A number in its status; 0 if it is gone. */
static uint32_t read_status(uint32_t process, const char *name) {
    char path[64], text[4096];
    valdi__file_read(valdi__process_path(path, sizeof path, process, "status"), text, sizeof text);
    return strtoul(find_status(text, name), NULL, 10);
}

uint32_t valdi__process_tracer(uint32_t process) {
    return read_status(process, "\nTracerPid:");
}

uint32_t valdi__process_parent(uint32_t process) {
    return read_status(process, "\nPPid:");
}

uint64_t valdi__process_born(uint32_t process) {
    enum { THREADS = 17, BETWEEN = 19 /* fields, from the state on */ };
    char path[64], text[1024];
    if (!process ||
        !valdi__file_read(valdi__process_path(path, sizeof path, process, "stat"), text, sizeof text))
        return 0;
    char *at = strrchr(text, ')');
    if (!at || !at[1] || at[2] == 'X')
        return 0;
    bool has_ended = at[2] == 'Z'; /* its first thread, at least */
    at += 2;
    for (int i = 0; at && i < BETWEEN; i++) {
        at = strchr(at + 1, ' ');
        if (has_ended && at && i + 1 == THREADS && strtoul(at, NULL, 10) < 2)
            return 0;
    }
    return at ? strtoull(at, NULL, 10) : 0;
}

/* Nanoseconds; 0 if it is gone. The kernel's own way to number the clock of any thread. */
static uint64_t used_time(uint32_t thread) {
    struct timespec used;
    clockid_t clock = (clockid_t)(~thread << 3 | 6);
    return clock_gettime(clock, &used) ? 0 : (uint64_t)used.tv_sec * 1000000000 + (uint64_t)used.tv_nsec;
}

enum valdi__activity valdi__wait_sample(uint32_t thread, struct valdi__wait *wait) {
    char path[64], text[256], *at = text;
    memset(wait, 0, sizeof *wait);
    wait->thread = thread;
    wait->used = used_time(thread);
    name_file(path, sizeof path, thread, "syscall");
    if (!valdi__file_read(path, text, sizeof text))
        return valdi__thread_exists(thread) ? VALDI__UNTOLD : VALDI__RUNS;
    if (!strncmp(text, "running", 7))
        return VALDI__RUNS;
    wait->call = strtol(at, &at, 10);
    for (unsigned i = 0; wait->call >= 0 && i < 6; i++)
        wait->arguments[i] = strtoull(at, &at, 0);
    wait->stack = strtoull(at, &at, 0);
    wait->code = strtoull(at, &at, 0);
    /* A thread that was woken and has not run since is shown in its call, but not as asleep. */
    if (wait->call < 0 || !valdi__thread_state(thread, path, sizeof path, &wait->state))
        return VALDI__RUNS; /* in a page fault, say */
    return wait->state == 'S' || wait->state == 'D' ? VALDI__SLEEPS : VALDI__RUNS;
}

bool valdi__wait_lasts(const struct valdi__wait *wait) {
    struct valdi__wait now;
    return valdi__wait_sample(wait->thread, &now) == VALDI__SLEEPS && !memcmp(&now, wait, sizeof now);
}
