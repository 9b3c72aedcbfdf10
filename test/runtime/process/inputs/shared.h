/* What the tests of processes share: memory that all their processes see, and a file of it for programs. */
#ifndef SHARED_H
#define SHARED_H
#undef NDEBUG

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

static inline valdi_runner *runner_or_die(valdi_runner *runner) {
    if (!runner)
        fprintf(stderr, "%s\n", valdi_error());
    assert(runner);
    return runner;
}

/* Zeros. */
static inline void *share(size_t size) {
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert(memory != MAP_FAILED);
    return memory;
}

/* A file of zeros, and its memory. */
static inline void *share_file(const char *path, size_t size) {
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    assert(file >= 0 && !ftruncate(file, (off_t)size));
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    assert(memory != MAP_FAILED);
    close(file);
    return memory;
}

/* The report's first line. */
static inline void print_headline(const valdi_runner *runner) {
    const char *report = valdi_runner_explain(runner);
    printf("%.*s\n", (int)strcspn(report, "\n"), report);
}

/* The verdict, once everybody is gone. */
static inline const char *finish(valdi_runner *runner) {
    const char *name = valdi_verdict_name(valdi_runner_finish(runner));
    valdi_runner_free(runner);
    return name;
}
#endif
