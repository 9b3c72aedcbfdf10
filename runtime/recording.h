/* A recording while it is made: what the hooks write and the tool reads, in memory that both map and that outlives a
 * crash of the program.
 *
 * The tool makes the memory, a file without a name, whose descriptor VALDI_RECORD=DESCRIPTOR names in the environment of
 * the program. It is a head and cells of one cache line each. Whoever has something to write takes cells by adding to
 * used, fills them, and stores the tag of the first last: a cell whose tag is 0 was not finished and is skipped alone. The
 * order of the cells is the order of what they tell. A process may write anything to them: who reads checks. */
#ifndef VALDI_RECORDING_H
#define VALDI_RECORDING_H

#include <stdalign.h>
#include <stdatomic.h>
#include <stdint.h>

#define VALDI__RECORDING_MAGIC 0x64726f6365527631 /* "1vRecord" */

enum valdi__cell_kind {
    VALDI__NO_CELL,
    VALDI__SITE_CELL, /* a site that is being recorded, with its texts; later ones at the address replace it */
    VALDI__THREAD_CELL, /* a thread is created that starts at a site's function */
    VALDI__HIT_CELL,    /* a hit, with its values */
    VALDI__STEP_CELL,   /* by the runner: a step of the order was reached */
    VALDI__MORE_CELL    /* goes on with the one before */
};

enum { VALDI__CELL = 64, VALDI__CELL_ROOM = VALDI__CELL - 8, VALDI__NOBODY = 0xffffffff };

struct valdi__cell {
    _Atomic uint32_t tag; /* enum valdi__cell_kind, and from bit 8 on how many cells it has in all */
    uint32_t process;
    union {
        struct {
            uint64_t address; /* in its process */
            uint32_t kind, flags, line, column;
            char texts[VALDI__CELL_ROOM - 24]; /* and in the cells behind it, as in site.def */
        } site;
        struct {
            uint64_t site;      /* before its start function; 0: the process's first */
            uint32_t number;    /* from 1 */
            uint32_t is_unborn; /* 1: it was not created after all */
        } thread;
        struct {
            uint64_t site, time; /* ns of the monotonic clock */
            uint32_t thread;     /* its number; 0: what it started at has ended, its destructors run */
            uint32_t starter;    /* index, or VALDI__NOBODY */
            uint32_t count;      /* of words */
            uint32_t
                text_size; /* in bytes, of the texts behind the words: each a byte that says to which of them it
                                    belongs, from 1, and a C string */
            uint64_t words[(VALDI__CELL_ROOM - 32) / 8]; /* and in the cells behind it */
        } hit;
        struct {
            uint64_t time;
            uint32_t step;
        } step;
        char more[VALDI__CELL_ROOM];
    };
};

enum { VALDI__TEXT = 40 /* bytes of a text */, VALDI__FILTER = 3968 };

struct valdi__recording {
    uint64_t magic;
    uint64_t room;            /* for cells, in cells */
    _Atomic uint64_t used;    /* may be more than there is room for: then the rest is lost */
    _Atomic uint32_t threads; /* numbers given so far */
    uint32_t wants_texts;     /* 1: of values that are texts */
    char filter
        [VALDI__FILTER]; /* "+GLOB" and "-GLOB": what to record and what not, each with a 0 behind; ends with "" */
    alignas(VALDI__CELL) struct valdi__cell cells[];
};

/* How many cells text or words of so many bytes need behind the first, which has room for some of it. */
static inline uint32_t valdi__cells_more(uint64_t bytes, uint64_t room) {
    return bytes > room ? (uint32_t)((bytes - room + VALDI__CELL_ROOM - 1) / VALDI__CELL_ROOM) : 0;
}

#endif
