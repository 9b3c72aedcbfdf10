/* Reading argp's tables of options. */
#include "options.h"

#include "memory.h"

#include <ctype.h>
#include <stdlib.h>

/* What argp adds. */
static const struct argp_option common[] = {{"help", '?', NULL, 0, "Show this help", 0},
                                            {"usage", -1, NULL, 0, "Show a short usage message", 0},
                                            {"version", 'V', NULL, 0, "Show the version", 0},
                                            {0}};

static bool is_end(const struct argp_option *option) {
    return !option->name && !option->key && !option->doc && !option->group;
}

static void add(struct option_list *options, const struct argp_option *source,
                const struct argp_option *real) {
    bool is_letter =
        !(source->flags & OPTION_DOC) && source->key > 0 && source->key < 128 && isprint(source->key);
    options->list = xgrow(options->list, options->count, sizeof *options->list);
    options->list[options->count++] =
        (struct option_text){.name = source->name,
                             .letter = is_letter ? (char)source->key : 0,
                             .argument = real->arg,
                             .doc = source == real ? source->doc : NULL,
                             .is_optional = real->flags & OPTION_ARG_OPTIONAL,
                             .is_alias = source != real,
                             .is_hidden = (source->flags | real->flags) & OPTION_HIDDEN,
                             .is_heading = !source->name && !is_letter};
}

static void add_table(struct option_list *options, const struct argp_option *source) {
    const struct argp_option *real = source;
    for (; source && !is_end(source); source++) {
        if (!(source->flags & OPTION_ALIAS))
            real = source;
        add(options, source, real);
    }
}

static void add_all(struct option_list *options, const struct argp *argp) {
    add_table(options, argp->options);
    for (const struct argp_child *child = argp->children; child && child->argp; child++)
        add_all(options, child->argp);
}

struct option_list options_of(const struct command *command) {
    static const struct argp_option heading[] = {{NULL, 0, NULL, 0, "Help:", -1}, {0}};
    struct option_list options = {0};
    add_all(&options, command->argp);
    for (size_t i = 0; i < options.count; i++)
        if (options.list[i].is_heading) { /* these would stand under the last one */
            add_table(&options, heading);
            break;
        }
    add_table(&options, common);
    return options;
}

void options_free(struct option_list *options) {
    free(options->list);
    *options = (struct option_list){0};
}
