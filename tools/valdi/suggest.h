/* What somebody may have meant who wrote something unknown. */
#ifndef VALDI_SUGGEST_H
#define VALDI_SUGGEST_H

#include "options.h"

/* The command that is nearest to the name, the option that is nearest to its long name; at most half of it wrong.
 * NULL if there is none. */
const char *suggest_command(const char *name);
const char *suggest_option(const struct option_list *options, const char *name);

#endif
