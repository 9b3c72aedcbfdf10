/* Options that a command does not have, or not like that. */
#ifndef VALDI_USAGE_H
#define VALDI_USAGE_H

#include "tool.h"

/* Goes through the arguments as argp will with those flags, and if there is something wrong with an option ends the
 * process with CANNOT after one line about it. argp would print two, and suggest nothing. */
void usage_check(const struct command *command, int count, char *const arguments[], unsigned flags);

#endif
