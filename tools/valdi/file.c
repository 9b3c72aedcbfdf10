/* Files of the command line, read and written whole. */
#include "file.h"

#include "memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void complain(const char *path) {
    fprintf(stderr, "valdi: %s: %s\n", path, strerror(errno));
}

static char *read_all(FILE *in, size_t *size) {
    enum { LEAST = 4096 };
    char *text = NULL;
    size_t room = 0;
    *size = 0;
    for (size_t got = 1; got; *size += got) {
        if (room - *size < LEAST)
            text = xrealloc(text, room = 2 * room + 16 * LEAST, 1);
        got = fread(text + *size, 1, room - *size, in);
    }
    return text;
}

char *file_read(const char *path, size_t *size) {
    bool is_standard = !strcmp(path, "-");
    FILE *in = is_standard ? stdin : fopen(path, "re");
    char *text = in ? read_all(in, size) : NULL;
    if (!in || ferror(in)) {
        complain(path);
        free(text);
        text = NULL;
    }
    if (in && !is_standard)
        fclose(in);
    return text;
}

bool file_write(const char *path, void (*write)(FILE *out, const void *what), const void *what) {
    FILE *out = fopen(path, "we");
    bool good = out;
    if (good) {
        write(out, what);
        good = !fflush(out) && !ferror(out);
        good = !fclose(out) && good;
    }
    if (!good)
        complain(path);
    return good;
}
