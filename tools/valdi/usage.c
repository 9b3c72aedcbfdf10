/* Looking through a command line before argp does. */
#include "usage.h"

#include "memory.h"
#include "suggest.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line {
    const char *command;
    struct option_list options;
    char *const *arguments;
    int count, at; /* at: what is looked at */
};

__attribute__((format(printf, 2, 3), noreturn)) static void fail(const struct line *line, const char *format,
                                                                 ...) {
    va_list values;
    fprintf(stderr, *line->command ? "valdi %s: " : "valdi: ", line->command);
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
    exit(CANNOT);
}

__attribute__((noreturn)) static void fail_unknown(const struct line *line, const char *written,
                                                   const char *name) {
    const char *nearest = suggest_option(&line->options, name);
    if (nearest)
        fail(line, "unknown option %s; nearest: --%s", written, nearest);
    fail(line, "unknown option %s", written);
}

/* The option takes the next argument. */
static void take_argument(struct line *line, const struct option_text *option, const char *written) {
    if (line->at + 1 >= line->count)
        fail(line, "expected %s after %s", option->argument, written);
    line->at++;
}

/* ---- --name ---- */

/* The option an alias is another spelling of, or itself. */
static const struct option_text *meant(const struct option_text *option) {
    while (option->is_alias)
        option--;
    return option;
}

__attribute__((noreturn)) static void fail_ambiguous(const struct line *line, const char *name) {
    char *names = xstrdup("");
    for (size_t i = 0; i < line->options.count; i++) {
        const struct option_text *option = &line->options.list[i];
        if (!option->name || strncmp(option->name, name, strlen(name)))
            continue;
        char *longer = xasprintf("%s%s--%s", names, *names ? ", " : "", option->name);
        free(names);
        names = longer;
    }
    fail(line, "--%s is ambiguous: %s", name, names);
}

/* The option of that name, or the only one that starts with it; NULL if there is none. */
static const struct option_text *find_long(const struct line *line, const char *name) {
    const struct option_text *found = NULL;
    bool is_ambiguous = false;
    for (size_t i = 0; i < line->options.count; i++) {
        const struct option_text *option = &line->options.list[i];
        if (!option->name || strncmp(option->name, name, strlen(name)))
            continue;
        if (!strcmp(option->name, name))
            return option;
        is_ambiguous = is_ambiguous || (found && meant(found) != meant(option));
        found = option;
    }
    if (is_ambiguous)
        fail_ambiguous(line, name);
    return found;
}

static void check_long(struct line *line) {
    const char *written = line->arguments[line->at], *value = strchr(written, '=');
    char *name = xasprintf("%.*s", (int)((value ? value : strchr(written, 0)) - written) - 2, written + 2);
    const struct option_text *option = find_long(line, name);
    char *dashed = xasprintf("--%s", option ? option->name : name);
    if (!option)
        fail_unknown(line, dashed, name);
    if (value && !option->argument)
        fail(line, "%s takes no value", dashed);
    if (!value && option->argument && !option->is_optional)
        take_argument(line, option, dashed);
    free(dashed);
    free(name);
}

/* ---- -abc ---- */

static const struct option_text *find_letter(const struct line *line, char letter) {
    for (size_t i = 0; i < line->options.count; i++)
        if (line->options.list[i].letter == letter)
            return &line->options.list[i];
    return NULL;
}

static void check_letters(struct line *line) {
    const char *written = line->arguments[line->at];
    for (const char *letter = written + 1; *letter; letter++) {
        const struct option_text *option = find_letter(line, *letter);
        if (!option)
            fail_unknown(line, written, written + 1);
        if (!option->argument)
            continue;
        if (!letter[1] && !option->is_optional)
            take_argument(line, option, written);
        return;
    }
}

/* ---- the line ---- */

void usage_check(const struct command *command, int count, char *const arguments[], unsigned flags) {
    struct line line = {
        .command = command->name, .options = options_of(command), .arguments = arguments, .count = count};
    bool stops = (flags & ARGP_IN_ORDER) || getenv("POSIXLY_CORRECT");
    for (line.at = 1; line.at < count; line.at++) {
        const char *argument = arguments[line.at];
        if (!strcmp(argument, "--"))
            break;
        if (!strncmp(argument, "--", 2))
            check_long(&line);
        else if (argument[0] == '-' && argument[1])
            check_letters(&line);
        else if (stops)
            break;
    }
    options_free(&line.options);
}
