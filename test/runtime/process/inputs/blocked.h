/* Alice and bob as in contenders.h, but in processes: alice is one, bob is a forked one, a program, or a thread of the test. What
 * they share is in a file that is mapped, or made before they are. The test is the program too: its main
 * function begins with
 *     if (count > 1)
 *         return live_as(arguments, contentions);
 */
#ifndef BLOCKED_H
#define BLOCKED_H

#include "../../inputs/contenders.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum kind { FORKED, EXECUTED, THREAD };

/* Memory that processes share by a file of that name, as it was left there. */
static inline void *map_file(const char *path, size_t size) {
    int file = open(path, O_RDWR | O_CREAT, 0600);
    assert(file >= 0 && !ftruncate(file, (off_t)size));
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    assert(memory != MAP_FAILED);
    close(file);
    return memory;
}

/* Memory without a name, that processes share which are made by fork. */
static inline void *map_anonymous(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert(memory != MAP_FAILED);
    return memory;
}

static int alice_is_forked(void *contention) {
    alice_lives(contention);
    return 0;
}

static int bob_is_forked(void *contention) {
    bob_lives(contention);
    return 0;
}

/* Of a program: ITSELF NAME CONTENTION */
static inline int live_as(char **arguments, struct contention *contentions) {
    while (strcmp(contentions->name, arguments[2]))
        contentions++;
    return strcmp(arguments[1], "alice") ? bob_is_forked(contentions) : alice_is_forked(contentions);
}

static inline valdi_starter *starter_of(enum kind kind, const char *name, struct contention *contention) {
    int is_alice = !strcmp(name, "alice");
    char *arguments[] = {(char *)"/proc/self/exe", (char *)name, (char *)contention->name, NULL};
    switch (kind) {
    case FORKED:
        return valdi_starter_fork(name, is_alice ? alice_is_forked : bob_is_forked, contention);
    case EXECUTED:
        return valdi_starter_exec(name, arguments);
    default:
        return valdi_starter_thread(name, is_alice ? alice_lives : bob_lives, contention);
    }
}

/* What alice and bob are is said behind the name. */
static inline void contend_between(enum kind one, enum kind other, struct contention *contention) {
    static const char *const words[] = {"forked", "executed", "thread"};
    struct contention named = *contention;
    char name[100];
    valdi_starter *alice = starter_of(one, "alice", contention), *bob = starter_of(other, "bob", contention);
    valdi_runner *runner = contenders_of(alice, bob, contention);
    snprintf(name, sizeof name, "%s, %s", contention->name, words[other]);
    named.name = name;
    contend_on(runner, &named);
}

#endif
