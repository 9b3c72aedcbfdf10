/* The table for completion in shells, out of the table of commands. */
#include "completion.h"

#include "memory.h"
#include "options.h"

#include <stdlib.h>
#include <string.h>

/* Of what stands for a value in help. */
static const struct {
    const char *placeholder, *kind;
} file_kinds[] = {{"PROGRAM", "programs"},
                  {"LIBRARY", "programs"},
                  {"OLD", "programs"},
                  {"NEW", "programs"},
                  {"BAD", "programs"},
                  {"GOOD", "programs"},
                  {"ORDER", "orders"},
                  {"TRACE", "traces"},
                  {"FILE", "files"},
                  {"DIRECTORY", "directories"},
                  {"COMMAND", "commands"},
                  {"GLOB", "points"},
                  {"WHEN", "auto|always|never"},
                  {"FORMAT", "text|svg|html|chrome|trace"}};

static const char *kind_of(const char *placeholder, size_t length) {
    for (size_t i = 0; i < sizeof file_kinds / sizeof *file_kinds; i++)
        if (strlen(file_kinds[i].placeholder) == length &&
            !strncmp(file_kinds[i].placeholder, placeholder, length))
            return file_kinds[i].kind;
    return "other";
}

/* ---- options ---- */

static const char *kind_of_value(const struct option_text *option) {
    if (!option->argument)
        return "-";
    if (option->name && !strcmp(option->name, "order"))
        return "orders";
    return strchr(option->argument, '|') ? option->argument
                                         : kind_of(option->argument, strlen(option->argument));
}

/* A list in a shell has room for a clause. */
static void write_option(FILE *out, const struct command *command, const struct option_text *option,
                         const char *doc) {
    const char *kind = kind_of_value(option), *mark = option->argument && option->is_optional ? "?" : "";
    int length = strcspn(doc, ".;:");
    if (option->name)
        fprintf(out, "%s\t--%s\t%s%s\t%.*s\n", command->name, option->name, mark, kind, length, doc);
    if (option->letter)
        fprintf(out, "%s\t-%c\t%s%s\t%.*s\n", command->name, option->letter, mark, kind, length, doc);
}

static void write_options(FILE *out, const struct command *command) {
    struct option_list options = options_of(command);
    const char *doc = "";
    for (size_t i = 0; i < options.count; i++) {
        const struct option_text *option = &options.list[i];
        doc = option->is_alias ? doc : option->doc ? option->doc : "";
        if (!option->is_heading && !option->is_hidden)
            write_option(out, command, option, doc);
    }
    options_free(&options);
}

/* ---- arguments ---- */

static bool takes_value(const struct option_list *options, const char *name, size_t length) {
    for (size_t i = 0; i < options->count; i++)
        if (options->list[i].name && strlen(options->list[i].name) == length &&
            !strncmp(options->list[i].name, name, length))
            return options->list[i].argument && !options->list[i].is_optional;
    return false;
}

/* "PROGRAM [LIBRARY...]" or "PROGRAM [ARGUMENT...]": the first placeholder that is no option's says the kind; if the
 * one behind it is ARGUMENT, the rest is a program's own. */
static void write_arguments(FILE *out, const struct command *command) {
    static const char between[] = " \n[].";
    struct option_list options = options_of(command);
    const char *kind = NULL, *whose = "*", *word = command->argp->args_doc ? command->argp->args_doc : "";
    bool is_value = false;
    for (size_t length; *(word += strspn(word, between)); word += length) {
        length = strcspn(word, between);
        if (!is_value && *word != '-' && kind && !strncmp(word, "ARGUMENT", length))
            whose = "1";
        if (!is_value && *word != '-' && !kind)
            kind = kind_of(word, length);
        is_value = !strncmp(word, "--", 2) && takes_value(&options, word + 2, length - 2);
    }
    if (kind)
        fprintf(out, "%s\t%s\t%s\t-\n", command->name, whose, kind);
    options_free(&options);
}

void completion_write(FILE *out) {
    for (size_t i = 0; commands[i]; i++) {
        fprintf(out, "%s\t:\t-\t%s\n", commands[i]->name, commands[i]->summary);
        write_options(out, commands[i]);
        write_arguments(out, commands[i]);
    }
}
