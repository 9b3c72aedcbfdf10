/* The threads of a recording: who is who. */
#ifndef VALDI_CAST_H
#define VALDI_CAST_H

#include "log.h"

/* A thread that came to points. */
struct player {
    uint32_t thread;              /* its number */
    const struct log_site *start; /* NULL: the process's first */
    unsigned ordinal;             /* of those that start there; 0: it is not known where it starts */
    char *name;
    int starter; /* in the order; -1: it came to nothing */
    size_t hits;
    bool takes_part; /* in the order: it came to points, or it is to be kept from doing so */
};

struct cast {
    struct player *players; /* by number, from 1 */
    size_t count;
    uint32_t process; /* that is recorded */
};

/* The threads, in the order of their creation; and whose hits are which's. all: those without a hit take part too: a
 * program that failed had them come to none before. cast_free releases it. */
void cast_find(struct cast *cast, const struct log *log, bool all);
/* "main"; "teller" if there is one of them, else "teller-2"; of "bank::Teller::run(int)" it is "run". */
void cast_name(const struct cast *cast, struct player *player);
void cast_free(struct cast *cast);

#endif
