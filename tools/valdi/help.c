/* valdi help: the overview, and what is made of the table of commands. */
#include "help.h"

#include "completion.h"
#include "man.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

const char *const help_version = "valdi " VALDI_VERSION;
const char *const help_purpose = "declare the order in which threads and processes reach checkpoints";
const char *const help_description =
    "Works on programs that were compiled with Valdi's pass, by valdi-clang(1). Points are the places in "
    "them "
    "where a thread can be stopped: before or after a function, or at a marker. An order declares in which "
    "order the threads and processes of a program are to reach them.\n"
    "\n"
    "Nothing but a command's result goes to standard output; all else goes to standard error.";

/* ---- texts ---- */

/* Each line of the command's example with an indent. */
static void print_example(FILE *out, const struct command *command) {
    for (const char *line = command->example; *line;) {
        int length = strcspn(line, "\n");
        fprintf(out, "  %.*s\n", length, line);
        line += length + (line[length] == '\n');
    }
}

void help_overview(FILE *out) {
    fputs("usage: valdi COMMAND [ARGUMENT...]\n\n", out);
    for (size_t i = 0; commands[i]; i++)
        fprintf(out, "  %-9s  %s\n", commands[i]->name, commands[i]->summary);
    fputs("\nFor example:\n\n", out);
    for (size_t i = 0; commands[i]; i++)
        fprintf(out, "  %.*s\n", (int)strcspn(commands[i]->example, "\n"), commands[i]->example);
    fputs("\n'valdi help COMMAND' tells more.\n", out);
}

/* argp prints the filter's text as it is, behind everything else. */
static const struct command *extended;

static char *filter(int key, const char *text, void *input) {
    const struct argp *own = extended->argp;
    if (key != ARGP_KEY_HELP_EXTRA)
        return own->help_filter ? own->help_filter(key, text, input) : (char *)text;
    char *bytes = NULL;
    size_t size;
    FILE *out = open_memstream(&bytes, &size);
    fputs("For example:\n\n", out);
    print_example(out, extended);
    fclose(out);
    return bytes;
}

struct argp help_extend(const struct command *command) {
    struct argp argp = *command->argp;
    argp.help_filter = filter;
    extended = command;
    return argp;
}

/* ---- the command ---- */

/* Asked for by the build alone. */
enum { MAN = 256, COMMANDS, COMPLETION };

struct request {
    const char *command;
    bool man, commands, completion;
};

static error_t parse(int key, char *argument, struct argp_state *state) {
    struct request *request = state->input;
    if (key == MAN)
        request->man = true;
    else if (key == COMMANDS)
        request->commands = true;
    else if (key == COMPLETION)
        request->completion = true;
    else if (key == ARGP_KEY_ARG && !request->command)
        request->command = argument;
    else if (key == ARGP_KEY_ARG)
        argp_failure(state, CANNOT, 0, "expected one command, not also '%s'", argument);
    else
        return ARGP_ERR_UNKNOWN;
    return 0;
}

static const struct argp_option known[] = {
    {"man", MAN, NULL, OPTION_HIDDEN, "Write the manual page of the command, or of valdi", 0},
    {"commands", COMMANDS, NULL, OPTION_HIDDEN, "Write the names of the commands", 0},
    {"completion", COMPLETION, NULL, OPTION_HIDDEN, "Write the table for completion in shells", 0},
    {0}};
static const struct argp argp = {.options = known,
                                 .parser = parse,
                                 .args_doc = "[COMMAND]",
                                 .doc = "Explains a command and its options, as 'valdi COMMAND --help' does, "
                                        "or lists the commands."};

static void print_names(void) {
    for (size_t i = 0; commands[i]; i++)
        puts(commands[i]->name);
}

static int help_main(int count, char **arguments) {
    struct request request = {0};
    command_parse(&help_command, count, arguments, 0, &request);
    const struct command *command = request.command ? command_find(request.command) : NULL;
    if (request.command && !command)
        return CANNOT;
    if (request.man && command)
        man_write_command(stdout, command);
    else if (request.man)
        man_write_overview(stdout);
    else if (request.commands)
        print_names();
    else if (request.completion)
        completion_write(stdout);
    else if (command)
        return command->main(2, (char *[]){(char *)command->name, "--help", NULL});
    else
        help_overview(stdout);
    return AS_EXPECTED;
}

const struct command help_command = {"help", "explain a command", "valdi help points", &argp, help_main};
