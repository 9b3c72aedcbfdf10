/* Texts as they come from programs, which need not be UTF-8, read as UTF-8. */
#ifndef VALDI_UTF8_H
#define VALDI_UTF8_H

#include <stdint.h>

enum { UTF8_UNKNOWN = 0xfffd };

/* The character at *text, which it leads past; UTF8_UNKNOWN for a byte that is part of none. 0 at the end. */
uint32_t utf8_next(const char **text);
/* The text in UTF-8: itself, but for UTF8_UNKNOWN in place of what is none. To be freed. */
char *utf8_copy(const char *text);
/* The same for a person's eyes: what steers a terminal or turns a line around is written as \x1b. Of lines, the ends
 * stay. To be freed. */
char *utf8_printable(const char *text);
/* How many columns of a terminal it takes. Asks the locale: C.UTF-8 knows what is wide. */
unsigned utf8_width(const char *text);
/* Leads past as much of the text as fits in that many columns. */
const char *utf8_fit(const char *text, unsigned width);

#endif
