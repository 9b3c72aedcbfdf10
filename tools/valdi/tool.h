/* What the subcommands of valdi share. Exit status: 0 as expected, 1 not as expected, 2 usage or I/O. */
#ifndef VALDI_TOOL_H
#define VALDI_TOOL_H

#include <argp.h>

enum { AS_EXPECTED = 0, NOT_AS_EXPECTED = 1, CANNOT = 2 };

struct command {
    const char *name;
    const char *summary;                      /* a line for the list of commands */
    const char *example;                      /* command lines, for its help and its manual page */
    const struct argp *argp;                  /* its options and description */
    int (*main)(int count, char **arguments); /* takes the arguments from its own name on */
};
extern const struct command points_command, symbolize_command;

/* argp_parse() for a command; ends the process with CANNOT on a usage error. */
void command_parse(const struct command *command, int count, char **arguments, unsigned flags, void *input);

#endif
