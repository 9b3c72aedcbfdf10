/* What reads order files: statements and what they have in common. */
#ifndef VALDI_ORDER_READER_H
#define VALDI_ORDER_READER_H

#include "order_words.h"

struct valdi__reader {
    struct valdi__words words;
    struct valdi__order_text *order;
    const char *const *given;
    unsigned first_step, first_pause; /* lines; 0: none yet. Constraints count as steps */
    unsigned expect, recorded;
};

/* ---- order_declare.c ---- */

/* Makes room for one more in an array of so many, all zeros. NULL after a complaint: then the array is as it was. */
void *valdi__reader_grow(struct valdi__words *words, void *array, size_t count, size_t size);
/* Adds to a list that ends with NULL. */
bool valdi__reader_add(struct valdi__words *words, char ***list, const struct valdi__word *word);
/* Keeps what the word says, which must be something. */
bool valdi__reader_keep(struct valdi__words *words, const struct valdi__word *word, const char *what,
                        char **text);
/* Takes a name, or one that may have a number. */
bool valdi__reader_take(struct valdi__words *words, const char *what, char **text);
bool valdi__reader_take_numbered(struct valdi__words *words, const char *what, char **text, unsigned *number);
/* That the line ends, or what else was expected. */
bool valdi__reader_end(struct valdi__words *words, const char *what);
/* Takes a word that is known to come. */
void valdi__reader_skip(struct valdi__words *words);

/* Whether a starter of that name is declared or given. If not, a complaint about the word, which may_be_statement: was
 * meant to be "pause", perhaps. */
bool valdi__reader_knows(struct valdi__reader *reader, const struct valdi__word *word, const char *name,
                         bool may_be_statement);
/* Reads what stands behind "starter". */
bool valdi__reader_declare(struct valdi__reader *reader);

#endif
