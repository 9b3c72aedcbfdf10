/* valdi: one program, a subcommand for each thing a person asks for. */
#include "tool.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *summary;
    int (*main)(int count, char **arguments);
} commands[] = {
    {"points", "list the points in a binary", valdi__points_main},
    {"symbolize", "name addresses, for reports", valdi__symbolize_main},
};

static int usage(FILE *out, int status) {
    fputs("usage: valdi COMMAND [ARGUMENT...]\n\n", out);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(out, "  %-9s %s\n", commands[i].name, commands[i].summary);
    fputs("\n'valdi COMMAND --help' tells more.\n", out);
    return status;
}

int main(int count, char **arguments) {
    if (count < 2)
        return usage(stderr, CANNOT);
    if (!strcmp(arguments[1], "--help") || !strcmp(arguments[1], "help"))
        return usage(stdout, AS_EXPECTED);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (!strcmp(arguments[1], commands[i].name))
            return commands[i].main(count - 1, arguments + 1);
    fprintf(stderr, "valdi: no command '%s'; 'valdi --help' lists them\n", arguments[1]);
    return CANNOT;
}
