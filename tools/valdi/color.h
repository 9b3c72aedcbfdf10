/* Whether to write in colour. */
#ifndef VALDI_COLOR_H
#define VALDI_COLOR_H

#include <stdbool.h>
#include <stdio.h>

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* What a value of --color=auto|always|never says, or NULL for --color alone: always. False if it is none of them. */
bool color_read(const char *word, enum color_when *when);
/* Whether the stream is to have colours; auto: on a terminal, unless NO_COLOR is set or the terminal is dumb. */
bool color_wanted(FILE *out, enum color_when when);

#endif
