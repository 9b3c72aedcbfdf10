/* Numbers among the arguments of a command. What is no such number ends the process with CANNOT. */
#ifndef VALDI_NUMBER_H
#define VALDI_NUMBER_H

#include <argp.h>

enum { MOST_RUNS = 1000000 }; /* for --repeat */

/* A whole number from 1 to most. option is for the complaint: "--repeat". */
unsigned number_whole(const struct argp_state *state, const char *option, const char *text, unsigned most);
/* A time in seconds, which may have a fraction, as milliseconds: at least 1. */
unsigned number_milliseconds(const struct argp_state *state, const char *option, const char *text);

#endif
