/* valdi symbolize: names for addresses, asked for on standard input and answered as llvm-symbolizer does. */
#include "module.h"
#include "tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void answer_data(const char *path, uint64_t address) {
    struct object object;
    struct module *module = module_open(path);
    if (!module_variable(module, address, &object) && !module_symbol(module, address, &object)) {
        puts("??\n0 0");
        return;
    }
    printf("%s\n%llu %llu\n", object.name, (unsigned long long)object.start, (unsigned long long)object.size);
    free(object.name);
}

/* Ends the path in the text, in quotes or up to a blank; what is behind it, or NULL. */
static char *cut_path(char **path) {
    char quote = **path == '"' || **path == '\'' ? *(*path)++ : ' ';
    char *end = strchr(*path, quote);
    if (!end)
        return NULL;
    *end = 0;
    return end + 1;
}

static void answer(char *line) {
    char *whole = strdup(line), *path = line, *end;
    bool of_data = !strncmp(line, "DATA ", 5);
    if (of_data || !strncmp(line, "CODE ", 5))
        path += 5;
    char *rest = cut_path(&path);
    uint64_t address = rest ? strtoull(rest, &end, 0) : 0;
    if (!rest || end == rest || (*end && *end != ' ')) {
        puts(whole);
    } else {
        if (of_data)
            answer_data(path, address);
        else
            module_print_code(module_open(path), address);
        puts("");
    }
    free(whole);
}

static int run(void) {
    char *line = NULL;
    size_t size = 0;
    ssize_t length;
    while ((length = getline(&line, &size, stdin)) > 0) {
        line[length - (line[length - 1] == '\n')] = 0;
        answer(line);
        fflush(stdout);
    }
    free(line);
    module_close_all();
    if (ferror(stdin) || ferror(stdout)) {
        fputs("valdi: symbolize: cannot go on reading or writing\n", stderr);
        return CANNOT;
    }
    return AS_EXPECTED;
}

static error_t parse(int key, char *argument, struct argp_state *state) {
    (void)argument;
    if (key != ARGP_KEY_ARG)
        return ARGP_ERR_UNKNOWN;
    argp_failure(state, CANNOT, 0, "expected no arguments, but lines on standard input");
    return 0;
}

static const struct argp argp = {
    .parser = parse,
    .doc = "Reads lines CODE \"FILE\" ADDRESS or DATA \"FILE\" ADDRESS, with addresses as in the file, and "
           "answers "
           "each as llvm-symbolizer does: functions, innermost first, with file:line:column, or a variable "
           "with its "
           "start and size, then an empty line. Knows the members and elements of variables."};

static int symbolize_main(int count, char **arguments) {
    command_parse(&symbolize_command, count, arguments, 0, NULL);
    return run();
}

const struct command symbolize_command = {"symbolize", "name addresses, for reports",
                                          "echo 'CODE \"./bank\" 0x1234' | valdi symbolize", &argp,
                                          symbolize_main};
