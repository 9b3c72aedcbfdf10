/* VALDI_OPTIONS: the table of options, and reading them from the environment. */
#include "runtime.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct valdi__options valdi__options;

/* NAME=VALUE, separated by colons, commas or blanks, as the sanitizers have it. docs/verdicts.md describes
 * them. */
static const struct option {
    const char *name;
    unsigned *number; /* what a number goes to... */
    unsigned most;    /* ... and its limit */
    char *text;       /* or a text, OPTION_SIZE bytes */
} table[] = {
    {"verbosity", &valdi__options.verbosity, 1, NULL},
    {"backstop", &valdi__options.backstop, 1000000000, NULL},
    {"symbolizer", NULL, 0, valdi__options.symbolizer},
};
enum { OPTIONS = sizeof table / sizeof *table };

static bool is_separator(char c) {
    return c == ':' || c == ',' || isspace((unsigned char)c);
}

static const struct option *find(const char *name, size_t length) {
    for (unsigned i = 0; i < OPTIONS; i++)
        if (strlen(table[i].name) == length && !memcmp(table[i].name, name, length))
            return &table[i];
    return NULL;
}

static bool refuse_unknown(const char *text, int length) {
    char known[100] = "";
    for (unsigned i = 0; i < OPTIONS; i++) {
        strcat(known, i ? ", " : "");
        strcat(known, table[i].name);
    }
    valdi__error_set("VALDI_OPTIONS: unknown option \"%.*s\"; there are %s", length, text, known);
    return false;
}

static bool take(const struct option *option, const char *value, int length) {
    char *end;
    if (option->text) {
        bool fits = length > 0 && length < VALDI__OPTION_SIZE;
        if (fits)
            snprintf(option->text, VALDI__OPTION_SIZE, "%.*s", length, value);
        else
            valdi__error_set("VALDI_OPTIONS: %s is %s", option->name, length ? "too long" : "empty");
        return fits;
    }
    unsigned long number = isdigit((unsigned char)*value) ? strtoul(value, &end, 10) : 0;
    if (!isdigit((unsigned char)*value) || end != value + length || number > option->most) {
        valdi__error_set("VALDI_OPTIONS: %s=%.*s is not a number from 0 to %u", option->name, length, value,
                         option->most);
        return false;
    }
    *option->number = number;
    return true;
}

bool valdi__options_read(void) {
    const char *at = getenv("VALDI_OPTIONS");
    valdi__options = (struct valdi__options){.verbosity = 0};
    while (at && *at) {
        const char *name = at;
        while (*at && !is_separator(*at))
            at++;
        const char *equals = memchr(name, '=', at - name);
        const struct option *option = equals ? find(name, equals - name) : NULL;
        if (at != name && !equals && find(name, at - name)) {
            valdi__error_set("VALDI_OPTIONS: %.*s needs a value", (int)(at - name), name);
            return false;
        }
        if (at != name && !option)
            return refuse_unknown(name, (equals ? equals : at) - name);
        if (option && !take(option, equals + 1, at - equals - 1))
            return false;
        at += *at != 0;
    }
    return true;
}
