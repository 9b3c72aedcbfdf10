/* Finding a command in the table, and reading its command line. */
#include "tool.h"

#include "help.h"
#include "suggest.h"
#include "usage.h"

#include <stdio.h>
#include <string.h>

const struct command *command_find(const char *name) {
    for (size_t i = 0; commands[i]; i++)
        if (!strcmp(name, commands[i]->name))
            return commands[i];
    const char *nearest = suggest_command(name);
    if (nearest)
        fprintf(stderr, "valdi: no command '%s'; nearest: %s\n", name, nearest);
    else
        fprintf(stderr, "valdi: no command '%s'; 'valdi help' lists them\n", name);
    return NULL;
}

void command_parse(const struct command *command, int count, char **arguments, unsigned flags, void *input) {
    static char name[64];
    snprintf(name, sizeof name, "valdi %s", command->name);
    arguments[0] = name;
    argp_err_exit_status = CANNOT;
    argp_program_version = help_version;
    usage_check(command, count, arguments, flags);
    struct argp argp = help_extend(command);
    argp_parse(&argp, count, arguments, flags, NULL, input);
}
