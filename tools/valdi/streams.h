/* Standard output and error, sent elsewhere for a while. */
#ifndef VALDI_STREAMS_H
#define VALDI_STREAMS_H

#include <stddef.h>

/* As they were; -1: not sent elsewhere. */
struct streams {
    int out, error;
};

/* Who is made from now on writes to these descriptors; -1: where it did. */
struct streams streams_divert(int out, int error);
void streams_restore(struct streams before);

/* A file without a name, to divert to; -1 with errno. */
int streams_file(void);
/* All that such a file holds, with a 0 behind it; to be freed. */
char *streams_read(int file, size_t *size);

#endif
