/* A command's options as one list, read from argp's tables: what help, manual pages and completions are made of. */
#ifndef VALDI_OPTIONS_H
#define VALDI_OPTIONS_H

#include "tool.h"

#include <stdbool.h>
#include <stddef.h>

/* One spelling of an option, or a heading above some. Texts are argp's. */
struct option_text {
    const char *name;     /* long, or NULL */
    char letter;          /* short, or 0 */
    const char *argument; /* what it takes, or NULL */
    const char *doc;      /* NULL for an alias */
    bool is_optional;     /* the argument */
    bool is_alias;        /* of the nearest before that is none */
    bool is_hidden;
    bool is_heading; /* has a doc alone */
};

struct option_list {
    struct option_text *list;
    size_t count;
};

/* Those of the command and those that argp gives to all. options_free() releases the list. */
struct option_list options_of(const struct command *command);
void options_free(struct option_list *options);

#endif
