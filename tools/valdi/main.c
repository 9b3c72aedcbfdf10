/* valdi: one program, a subcommand for each thing a person asks for. */
#include "tool.h"

#include "help.h"
#include "usage.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const struct command *const commands[] = {&points_command, &run_command,  &record_command,
                                          &prove_command,  &show_command, &symbolize_command,
                                          &help_command,   NULL};

/* Of valdi itself, in the place of a command. */
static int run_option(char **arguments) {
    static const struct argp no_options;
    static const struct command valdi = {.name = "", .argp = &no_options};
    const char *option = arguments[1];
    if (strcmp(option, "-h"))
        usage_check(&valdi, 2, arguments, 0);
    if (option[1] == 'V' || !strncmp(option, "--v", 3))
        puts(help_version);
    else
        help_overview(stdout);
    return AS_EXPECTED;
}

static int run_named(int count, char **arguments) {
    const struct command *command = command_find(arguments[0]);
    int status = command ? command->main(count, arguments) : CANNOT;
    if (status == CANNOT || (!fflush(stdout) && !ferror(stdout)))
        return status;
    perror("valdi: standard output");
    return CANNOT;
}

/* A file that is opened later is not to have the number of a standard stream that is closed. What cannot be done with such
 * a stream still cannot. */
static void occupy_streams(void) {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0)
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int count, char **arguments) {
    occupy_streams();
    if (count < 2) {
        help_overview(stderr);
        return CANNOT;
    }
    if (arguments[1][0] == '-' && arguments[1][1] && strcmp(arguments[1], "--"))
        return run_option(arguments);
    return run_named(count - 1, arguments + 1);
}
