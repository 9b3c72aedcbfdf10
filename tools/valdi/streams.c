/* Standard output and error, by their descriptors. What is kept aside is for no program that is executed meanwhile. */
#include "streams.h"

#include "memory.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* The stream as it was, or -1. */
static int divert(int stream, int to) {
    int before = to < 0 ? -1 : fcntl(stream, F_DUPFD_CLOEXEC, 3);
    if (to >= 0)
        dup2(to, stream);
    return before;
}

static void restore(int stream, int before) {
    if (before < 0)
        return;
    dup2(before, stream);
    close(before);
}

struct streams streams_divert(int out, int error) {
    fflush(stdout);
    struct streams before = {.out = divert(STDOUT_FILENO, out)};
    before.error = divert(STDERR_FILENO, error);
    return before;
}

void streams_restore(struct streams before) {
    restore(STDOUT_FILENO, before.out);
    restore(STDERR_FILENO, before.error);
}

int streams_file(void) {
    return memfd_create("valdi-output", MFD_CLOEXEC);
}

char *streams_read(int file, size_t *size) {
    off_t end = lseek(file, 0, SEEK_END);
    size_t most = end > 0 ? end : 0;
    char *text = xrealloc(NULL, most + 1, 1);
    ssize_t got = pread(file, text, most, 0);
    *size = got > 0 ? got : 0;
    text[*size] = 0;
    return text;
}
