/* Texts in XML and HTML. */
#ifndef VALDI_MARKUP_H
#define VALDI_MARKUP_H

#include <stdio.h>

/* As fprintf(), where each %s is a printable text that is escaped for elements and for attributes in double quotes, %u an
 * unsigned, %g a double, and nothing else is known. */
void markup(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
