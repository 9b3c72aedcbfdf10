/* Points as JSON, through jansson. */
#include "points.h"

#include "json.h"
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void json_print(const char *key, json_t *list) {
    json_t *object = json_made(json_object());
    json_put(object, key, list);
    if (!json_dumpf(object, stdout, JSON_INDENT(2)))
        puts("");
    json_decref(object);
}

/* ---- values ---- */

/* How a hit brings a value of that class (site.def), or NULL if it does not. */
static const char *class_word(char class) {
    static const char classes[] = "pcsilCSILb";
    static const char *const words[] = {"pointer", "int8",   "int16",  "int32",  "int64",
                                        "uint8",   "uint16", "uint32", "uint64", "bool"};
    const char *found = class ? strchr(classes, class) : NULL;
    return found ? words[found - classes] : NULL;
}

/* One of the lines "class [ name ] TAB [ type ] LF"; ends at the LF. */
static json_t *value_json(const char *line, const char *end, unsigned *brought) {
    json_t *value = json_made(json_object());
    const char *tab = memchr(line, '\t', end - line);
    const char *word = *brought < VALDI_VALUES ? class_word(*line) : NULL;
    *brought += word != NULL;
    char *name = xasprintf("%.*s", tab ? (int)(tab - line - 1) : 0, line + 1);
    char *type = xasprintf("%.*s", tab ? (int)(end - tab - 1) : 0, tab ? tab + 1 : "");
    if (*name)
        json_put_text(value, "name", name);
    if (*type)
        json_put_text(value, "type", type);
    if (word)
        json_put_text(value, "brought_as", word);
    free(name);
    free(type);
    return value;
}

static json_t *values_json(const char *lines) {
    json_t *values = json_made(json_array());
    unsigned brought = 0;
    for (const char *end; (end = strchr(lines, '\n')) && end > lines; lines = end + 1)
        json_array_append_new(values, value_json(lines, end, &brought));
    return values;
}

/* ---- points ---- */

static void put_place(json_t *object, const char *file, unsigned line, unsigned column) {
    json_put_text(object, "file", file);
    if (line)
        json_put(object, "line", json_integer(line));
    if (column)
        json_put(object, "column", json_integer(column));
}

/* What a function has and a marker has not. */
static void put_function(json_t *object, const struct point *point) {
    bool is_local = point->flags & VALDI_LOCAL, is_hidden = point->flags & VALDI_HIDDEN;
    json_put_text(object, "in", point->flags & VALDI_IN_BODY ? "body" : "call");
    json_put_text(object, "linkage", is_local ? "internal" : is_hidden ? "hidden" : "external");
    json_t *results = values_json(valdi_site_text(point->texts, VALDI_RESULT_TEXT));
    if (json_array_size(results))
        json_put(object, "result", json_incref(json_array_get(results, 0)));
    json_decref(results);
}

json_t *point_json(const struct point *point) {
    json_t *object = json_made(json_object());
    json_put_text(object, "kind", point_word(point));
    json_put_text(object, "name", valdi_site_text(point->texts, VALDI_NAME));
    json_put_text(object, "signature", valdi_site_text(point->texts, VALDI_SIGNATURE));
    json_put_text(object, "symbol", valdi_site_text(point->texts, VALDI_SYMBOL));
    put_place(object, point->file, point->line, point->column);
    json_put(object, "arguments", values_json(valdi_site_text(point->texts, VALDI_ARGUMENTS)));
    if (point->kind != VALDI_MARKER)
        put_function(object, point);
    return object;
}

json_t *entry_json(const struct entry *entry) {
    json_t *object = json_made(json_object());
    put_place(object, entry->file, entry->line, 0);
    json_put_text(object, "entry", entry->text);
    return object;
}
