/* What the subcommands of valdi share. Exit status: 0 as expected, 1 not as expected, 2 usage or I/O. */
#ifndef VALDI_TOOL_H
#define VALDI_TOOL_H

#include <argp.h>

enum { AS_EXPECTED = 0, NOT_AS_EXPECTED = 1, CANNOT = 2 };

/* Help, manual pages and completions are made of these records alone. In options, the words an argument may be stand
 * between bars, "auto|always|never"; what else completes to files says file_kinds in completion.c. */
struct command {
    const char *name;
    const char *summary;     /* a line for the list of commands */
    const char *example;     /* command lines of at most 76 columns, for its help and its page */
    const struct argp *argp; /* its options and description */
    int (*main)(int count, char **arguments); /* takes the arguments from its own name on */
};
extern const struct command points_command, run_command, record_command, prove_command, show_command,
    symbolize_command, help_command;
extern const struct command *const commands[]; /* all, in the order of the list; ends with NULL */

/* The command of that name; NULL after saying on standard error that there is none. */
const struct command *command_find(const char *name);
/* argp_parse() for a command; ends the process with CANNOT on a usage error. */
void command_parse(const struct command *command, int count, char **arguments, unsigned flags, void *input);

#endif
