/* Runners of orders that are written as text, in strings and in files. */
#include "runtime.h"
#include "order_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The names of the starters, as an array that ends with NULL. NULL without memory. */
static const char **collect_names(valdi_starter *const starters[]) {
    size_t count = 0;
    while (starters && starters[count])
        count++;
    const char **names = calloc(count + 1, sizeof *names);
    for (size_t i = 0; names && i < count; i++)
        names[i] = valdi_starter_name(starters[i]);
    return names;
}

static valdi_runner *parse(valdi_starter *const starters[], const char *file, const char *text, size_t size) {
    char complaint[VALDI__COMPLAINT] = "no memory for an order";
    struct valdi__order_text order;
    const char **names = collect_names(starters);
    bool good = names && valdi__order_text_read(&order, file, text, size, names, complaint);
    free(names);
    if (!good) {
        valdi__error_set("%s", complaint);
        return NULL;
    }
    valdi_runner *runner = valdi__order_build(&order, starters, NULL);
    valdi__order_text_free(&order);
    return runner;
}

valdi_runner *valdi_runner_parse(valdi_starter *const starters[], const char *order_text) {
    if (valdi__error_was_open())
        return NULL; /* its text stays */
    if (!order_text) {
        valdi__error_set("a runner needs the text of an order, not NULL");
        return NULL;
    }
    return parse(starters, "order", order_text, strlen(order_text));
}

/* All of the file. NULL with errno. */
static char *read_all(FILE *in, size_t *size) {
    char *text = NULL, *grown;
    size_t room = 4096, got;
    *size = 0;
    do {
        room *= 2;
        if (!(grown = realloc(text, room)))
            break;
        text = grown;
        *size += got = fread(text + *size, 1, room - *size, in);
    } while (got && *size == room);
    if (grown && !ferror(in))
        return text;
    free(text);
    return NULL;
}

valdi_runner *valdi_runner_load(valdi_starter *const starters[], const char *path) {
    if (valdi__error_was_open())
        return NULL; /* its text stays */
    if (!path) {
        valdi__error_set("a runner needs the path of an order file, not NULL");
        return NULL;
    }
    size_t size;
    FILE *in = fopen(path, "re");
    char *text = in ? read_all(in, &size) : NULL;
    if (!text)
        valdi__error_set("%s: %s", path, strerror(errno));
    if (in)
        fclose(in);
    valdi_runner *runner = text ? parse(starters, path, text, size) : NULL;
    free(text);
    return runner;
}

valdi_verdict valdi_runner_expected(const valdi_runner *runner) {
    return runner ? runner->expected : VALDI_UNDECIDED;
}
