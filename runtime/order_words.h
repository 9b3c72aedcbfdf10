/* What an order file is made of: lines, words, numbers, and complaints that point at them. */
#ifndef VALDI_ORDER_WORDS_H
#define VALDI_ORDER_WORDS_H

#include "order_text.h"

struct valdi__words {
    const char *file, *text, *end;
    const char *line, *line_end; /* the line that is being read, without what ends it */
    unsigned number;             /* of the line */
    const char *at, *stop;       /* in it: what was not read yet, up to where a comment begins */
    char *complaint;
};

/* In the text. Empty, but not quoted, at the end of a line. */
struct valdi__word {
    const char *start, *end; /* with its quotes */
    bool is_quoted;
};

/* What ends a word that is not quoted, and may follow a quote, besides a blank. */
enum valdi__word_end { VALDI__BY_BLANK, VALDI__BY_EQUAL_SIGN, VALDI__BY_COMPARISON };

void valdi__words_begin(struct valdi__words *words, const char *file, const char *text, size_t size,
                        char complaint[VALDI__COMPLAINT]);
/* On to the next line that has words. False at the end of the text, or after a complaint. */
bool valdi__words_next_line(struct valdi__words *words);

/* On to the next word; to the end of the line if that is a comment. */
void valdi__words_skip_blanks(struct valdi__words *words);
/* Takes the next word. False after a complaint: its quote has no end, say. */
bool valdi__words_take(struct valdi__words *words, enum valdi__word_end ends, struct valdi__word *word);
/* Takes a word and, if it has one, its number: name/2, "a name"/2. The number stays as it is if there is none. may_be_path:
 * a "/" in front of other than digits belongs to the name in any case. */
bool valdi__words_take_numbered(struct valdi__words *words, bool may_be_path, struct valdi__word *word,
                                unsigned *number);
/* Takes the character, behind blanks, if it comes next. */
bool valdi__words_take_sign(struct valdi__words *words, char sign);
/* The next word, which is not taken: a word without quotes is that. */
bool valdi__words_has(const struct valdi__words *words, const char *text);

bool valdi__word_is(const struct valdi__word *word, const char *text);
bool valdi__word_is_empty(const struct valdi__word *word);
/* What it says, without quotes; the caller frees it. NULL without memory. */
char *valdi__word_text(const struct valdi__word *word);
/* The column it begins in, and its line. */
struct valdi__spot_text valdi__word_spot(const struct valdi__words *words, const struct valdi__word *word);

/* Complain about a place in the line, and return false. */
__attribute__((format(printf, 3, 4))) bool valdi__words_fail(struct valdi__words *words, const char *at,
                                                             const char *format, ...);
/* "expected that, not this word" */
bool valdi__words_expected(struct valdi__words *words, const struct valdi__word *word, const char *what);
bool valdi__words_no_memory(struct valdi__words *words);

/* ---- order_condition.c ---- */

/* Reads what stands behind "when". False after a complaint; what has been read is in the checkpoint all the same. */
bool valdi__condition_read(struct valdi__words *words, struct valdi__checkpoint_text *checkpoint);

/* ---- order_write.c ---- */

/* "amount == 30 and result != 0" */
void valdi__condition_write(FILE *out, const struct valdi__checkpoint_text *checkpoint);

/* ---- bytes ---- */

/* How many bytes the escape has, from its backslash on, and what it stands for; 0 if it is none: no zero byte is. */
size_t valdi__escape_size(const char *at, const char *end, char *byte);
/* How many bytes the character has; 0 if it is not UTF-8. */
size_t valdi__character_size(const char *at, const char *end);

#endif
