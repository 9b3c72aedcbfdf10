/* What valdi says about itself. */
#ifndef VALDI_HELP_H
#define VALDI_HELP_H

#include "tool.h"

#include <stdio.h>

/* "valdi 1.2.3" */
extern const char *const help_version;
/* What valdi is for, in a line and in paragraphs. */
extern const char *const help_purpose, *const help_description;
/* The list of commands, with examples. */
void help_overview(FILE *out);
/* The command's argp, whose help ends with the command's example. */
struct argp help_extend(const struct command *command);

#endif
