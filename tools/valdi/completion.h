/* What shells can complete. */
#ifndef VALDI_COMPLETION_H
#define VALDI_COMPLETION_H

#include <stdio.h>

/* Writes the table that tools/completion.bash and tools/completion.zsh read: a row for each command, for each option of
 * it and for its arguments, with a tab behind each of the first three columns:
 *
 *     command   ":"        "-"    summary
 *     command   option     kind   what it does; the kind is that of its value, "-" if it takes none
 *     command   "*"        kind   "-": its arguments
 *     command   "1"        kind   "-": its first argument; those behind it are that program's
 *
 * A kind is "programs", "orders", "traces", "files", "directories", "commands", "points", "other", or words with bars
 * between them; with "?" in front if an option's value may be left out. */
void completion_write(FILE *out);

#endif
