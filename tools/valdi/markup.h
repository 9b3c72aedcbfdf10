/* Texts in XML and HTML. */
#ifndef VALDI_MARKUP_H
#define VALDI_MARKUP_H

#include <stdio.h>

/* Writes a printable text, escaped for elements and for attributes in double quotes. */
void markup_text(FILE *out, const char *text);
/* As fprintf(), where each %s is a text that is escaped, %u an unsigned, %g a double, and nothing else is known. */
void markup(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
