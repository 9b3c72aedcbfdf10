/* What tests of load share: a function to stop at, and what a process uses. */
#ifndef LOAD_H
#define LOAD_H

#undef NDEBUG
#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

/* Stopped at before it, and makes one turn. */
VALDI_CHECKPOINT_BEFORE __attribute__((noinline, used)) static void turn(int *turns) {
    ++*turns;
}

/* Entries of a directory. */
static inline int load_count(const char *path) {
    int count = 0;
    DIR *directory = opendir(path);
    assert(directory);
    while (readdir(directory))
        count++;
    closedir(directory);
    return count;
}

struct load_use {
    long resident; /* kB */
    int threads, descriptors;
};

static inline struct load_use load_look(void) {
    struct load_use use = {0, load_count("/proc/self/task"), load_count("/proc/self/fd")};
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    assert(status);
    while (fgets(line, sizeof line, status))
        sscanf(line, "VmRSS: %ld", &use.resident);
    fclose(status);
    return use;
}

/* Fails with the library's own words if there is no runner. */
static inline valdi_runner *load_runner(valdi_starter *const starters[], valdi_checkpoint *const order[]) {
    valdi_runner *runner = valdi_runner_new(starters, order);
    if (!runner)
        printf("no runner: %s\n", valdi_error());
    assert(runner);
    return runner;
}

#endif
