/* valdi: one program, a subcommand for each thing a person asks for. */
#include "tool.h"

#include <stdio.h>
#include <string.h>

static const struct command *const commands[] = {&points_command, &symbolize_command};

static int usage(FILE *out, int status) {
    fputs("usage: valdi COMMAND [ARGUMENT...]\n\n", out);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(out, "  %-9s %s\n", commands[i]->name, commands[i]->summary);
    fputs("\n'valdi COMMAND --help' tells more.\n", out);
    return status;
}

void command_parse(const struct command *command, int count, char **arguments, unsigned flags, void *input) {
    static char name[64];
    snprintf(name, sizeof name, "valdi %s", command->name);
    arguments[0] = name;
    argp_err_exit_status = CANNOT;
    argp_parse(command->argp, count, arguments, flags, NULL, input);
}

int main(int count, char **arguments) {
    if (count < 2)
        return usage(stderr, CANNOT);
    if (!strcmp(arguments[1], "--help") || !strcmp(arguments[1], "help"))
        return usage(stdout, AS_EXPECTED);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (!strcmp(arguments[1], commands[i]->name))
            return commands[i]->main(count - 1, arguments + 1);
    fprintf(stderr, "valdi: no command '%s'; 'valdi --help' lists them\n", arguments[1]);
    return CANNOT;
}
