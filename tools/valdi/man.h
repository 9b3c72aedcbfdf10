/* Manual pages, in man(7). */
#ifndef VALDI_MAN_H
#define VALDI_MAN_H

#include "tool.h"

#include <stdio.h>

/* Writes valdi-COMMAND(1), and valdi(1). */
void man_write_command(FILE *out, const struct command *command);
void man_write_overview(FILE *out);

#endif
