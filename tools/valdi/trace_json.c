/* An interleaving as JSON, by jansson; docs/traces.md has the format. An event is a line, so that files can be compared
 * and a faulty one be found. */
#include "trace.h"

#include "json.h"
#include "memory.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <string.h>

enum { TRACE_FORMAT = 1 };

static const char *const kinds[] = {[TRACE_BEFORE] = "before",   [TRACE_AFTER] = "after",
                                    [TRACE_AT] = "at",           [TRACE_STARTED] = "started",
                                    [TRACE_BLOCKED] = "blocked", [TRACE_FINISHED] = "finished",
                                    [TRACE_PAUSE] = "pause",     NULL};
static const char *const states[] = {
    [TRACE_UNSTARTED] = "unstarted", [TRACE_RUNNING] = "running", [TRACE_PARKED] = "parked",
    [TRACE_ASLEEP] = "asleep",       [TRACE_GONE] = "gone",       NULL};

/* ---- writing ---- */

static void put_number(json_t *object, const char *key, json_int_t number, json_int_t unknown) {
    if (number != unknown)
        json_put(object, key, json_integer(number));
}

static void put_flag(json_t *object, const char *key, bool flag) {
    if (flag)
        json_put(object, key, json_true());
}

static void put_values(json_t *object, const struct trace_event *event) {
    json_t *values = json_made(json_array());
    for (size_t i = 0; i < event->value_count; i++) {
        json_t *value = json_made(json_object());
        json_put_text(value, "name", event->values[i].name);
        json_put_text(value, "text", event->values[i].text);
        json_array_append_new(values, value);
    }
    json_put(object, "values", values);
}

static void put_changes(json_t *object, const struct trace_event *event) {
    json_t *changes = json_made(json_array());
    for (size_t i = 0; i < event->change_count; i++) {
        json_t *change = json_made(json_object());
        put_number(change, "starter", event->changes[i].starter, -1);
        json_put_text(change, "state", states[event->changes[i].state]);
        json_put_text(change, "detail", event->changes[i].detail);
        json_array_append_new(changes, change);
    }
    json_put(object, "changes", changes);
}

static json_t *event_object(const struct trace_event *event) {
    json_t *object = json_made(json_object());
    json_put_text(object, "kind", kinds[event->kind]);
    put_number(object, "starter", event->starter, TRACE_NOBODY);
    json_put_text(object, "name", event->name);
    put_number(object, "nth", event->nth, 0);
    json_put_text(object, "file", event->file);
    put_number(object, "line", event->line, 0);
    put_number(object, "time", event->time, TRACE_TIMELESS);
    put_flag(object, "enforced", event->enforced);
    put_flag(object, "failed", event->failed);
    put_flag(object, "unwound", event->unwound);
    json_put_text(object, "text", event->text);
    if (event->value_count)
        put_values(object, event);
    if (event->change_count)
        put_changes(object, event);
    return object;
}

static void write_value(FILE *out, json_t *value) {
    json_dumpf(value, out, JSON_ENCODE_ANY);
    json_decref(value);
}

static void write_text(FILE *out, const char *key, const char *text) {
    json_t *object = json_made(json_object());
    json_put_text(object, key, text);
    json_t *value = json_object_get(object, key);
    if (value) {
        fprintf(out, "  \"%s\": ", key);
        json_dumpf(value, out, JSON_ENCODE_ANY);
        fputs(",\n", out);
    }
    json_decref(object);
}

static json_t *starter_object(const struct trace_starter *starter) {
    json_t *object = json_made(json_object());
    json_put_text(object, "name", starter->name);
    json_put_text(object, "what", starter->what);
    return object;
}

bool trace_write(FILE *out, const struct trace *trace) {
    fprintf(out, "{\n  \"valdi-trace\": %d,\n", TRACE_FORMAT);
    write_text(out, "title", trace->title);
    write_text(out, "verdict", trace->verdict);
    write_text(out, "report", trace->report);
    fputs("  \"starters\": [", out);
    for (size_t i = 0; i < trace->starter_count; i++) {
        fputs(i ? ",\n    " : "\n    ", out);
        write_value(out, starter_object(&trace->starters[i]));
    }
    fputs("\n  ],\n  \"events\": [", out);
    for (size_t i = 0; i < trace->event_count; i++) {
        fputs(i ? ",\n    " : "\n    ", out);
        write_value(out, event_object(&trace->events[i]));
    }
    fputs("\n  ],\n  \"edges\": [", out);
    for (size_t i = 0; i < trace->edge_count; i++)
        fprintf(out, "%s[%u, %u]", i ? ", " : "", trace->edges[i].first, trace->edges[i].then);
    fputs("]\n}\n", out);
    return !fflush(out) && !ferror(out);
}

/* ---- reading ---- */

/* Where in the file: an array's element, or an element of an array in that. What is wrong is told once. */
struct reader {
    const char *path;
    const char *list, *inner; /* "events", "values"; or NULL */
    size_t index, inner_index;
    bool failed;
    struct trace *trace;
};

static void complain(struct reader *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void complain(struct reader *reader, const char *format, ...) {
    va_list values;
    if (reader->failed)
        return;
    reader->failed = true;
    fprintf(stderr, "valdi: %s: ", reader->path);
    if (reader->list)
        fprintf(stderr, "%s[%zu]", reader->list, reader->index);
    if (reader->inner)
        fprintf(stderr, ".%s[%zu]", reader->inner, reader->inner_index);
    if (reader->list)
        fputs(": ", stderr);
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
}

/* The field, or NULL: it is not there, or of another type, which is told. */
static json_t *field(struct reader *reader, const json_t *object, const char *key, json_type type,
                     bool is_needed) {
    static const char *const types[] = {[JSON_OBJECT] = "an object",
                                        [JSON_ARRAY] = "an array",
                                        [JSON_STRING] = "a string",
                                        [JSON_INTEGER] = "a whole number"};
    json_t *value = json_object_get(object, key);
    if (!value && is_needed)
        complain(reader, "it has no \"%s\"", key);
    if (value && json_typeof(value) != type)
        complain(reader, "\"%s\" is not %s", key, types[type]);
    return value && json_typeof(value) == type ? value : NULL;
}

static const char *text_field(struct reader *reader, const json_t *object, const char *key, bool is_needed) {
    return json_string_value(field(reader, object, key, JSON_STRING, is_needed));
}

static int64_t number_field(struct reader *reader, const json_t *object, const char *key, int64_t most,
                            int64_t otherwise) {
    const json_t *value = field(reader, object, key, JSON_INTEGER, false);
    if (!value)
        return otherwise;
    json_int_t number = json_integer_value(value);
    if (number >= 0 && number <= most)
        return number;
    complain(reader, "\"%s\" is %" JSON_INTEGER_FORMAT ", not of 0 to %lld", key, number, (long long)most);
    return otherwise;
}

static bool flag_field(struct reader *reader, const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    if (value && !json_is_boolean(value))
        complain(reader, "\"%s\" is neither true nor false", key);
    return json_is_true(value);
}

/* The index of the field's text among the words, which end with NULL; 0, once told, if it is none of them. */
static unsigned word_field(struct reader *reader, const json_t *object, const char *key,
                           const char *const words[]) {
    const char *text = text_field(reader, object, key, true);
    for (unsigned i = 0; text && words[i]; i++)
        if (!strcmp(text, words[i]))
            return i;
    if (text)
        complain(reader, "\"%s\" is \"%.40s\", which is none", key, text);
    return 0;
}

static unsigned starter_field(struct reader *reader, const json_t *object) {
    int64_t most = (int64_t)reader->trace->starter_count - 1;
    if (most < 0)
        complain(reader, "there are no starters");
    else if (field(reader, object, "starter", JSON_INTEGER, true))
        return number_field(reader, object, "starter", most, 0);
    return 0;
}

static json_t *object_at(struct reader *reader, const json_t *array, size_t index) {
    json_t *object = json_array_get(array, index);
    if (!json_is_object(object))
        complain(reader, "it is not an object");
    return object;
}

static void read_starters(struct reader *reader, const json_t *root) {
    const json_t *starters = field(reader, root, "starters", JSON_ARRAY, true);
    for (size_t i = 0; !reader->failed && i < json_array_size(starters); i++) {
        reader->list = "starters", reader->index = i;
        const json_t *object = object_at(reader, starters, i);
        const char *name = text_field(reader, object, "name", true);
        trace_add_starter(reader->trace, name ? name : "", text_field(reader, object, "what", false));
    }
}

static void read_values(struct reader *reader, struct trace_event *event, const json_t *object) {
    const json_t *values = field(reader, object, "values", JSON_ARRAY, false);
    reader->inner = "values";
    for (size_t i = 0; !reader->failed && i < json_array_size(values); i++) {
        reader->inner_index = i;
        const json_t *value = object_at(reader, values, i);
        const char *name = text_field(reader, value, "name", false);
        const char *text = text_field(reader, value, "text", true);
        trace_add_value(event, name ? name : "", text ? text : "");
    }
    reader->inner = NULL;
}

static void read_changes(struct reader *reader, struct trace_event *event, const json_t *object) {
    const json_t *changes = field(reader, object, "changes", JSON_ARRAY, false);
    reader->inner = "changes";
    for (size_t i = 0; !reader->failed && i < json_array_size(changes); i++) {
        reader->inner_index = i;
        const json_t *change = object_at(reader, changes, i);
        trace_add_change(event, starter_field(reader, change), word_field(reader, change, "state", states),
                         text_field(reader, change, "detail", false));
    }
    reader->inner = NULL;
}

static void read_event(struct reader *reader, const json_t *object) {
    enum trace_kind kind = word_field(reader, object, "kind", kinds);
    int starter = kind == TRACE_PAUSE ? TRACE_NOBODY : (int)starter_field(reader, object);
    bool has_name = kind <= TRACE_AT || kind == TRACE_PAUSE;
    const char *name = text_field(reader, object, "name", has_name);
    struct trace_event *event = trace_add_event(reader->trace, kind, starter, has_name ? name : NULL);
    event->nth = number_field(reader, object, "nth", UINT_MAX, 0);
    event->file = xstrdup(text_field(reader, object, "file", false));
    event->line = number_field(reader, object, "line", UINT_MAX, 0);
    event->time = number_field(reader, object, "time", INT64_MAX, TRACE_TIMELESS);
    event->enforced = flag_field(reader, object, "enforced");
    event->failed = flag_field(reader, object, "failed");
    event->unwound = flag_field(reader, object, "unwound");
    event->text = xstrdup(text_field(reader, object, "text", false));
    read_values(reader, event, object);
    read_changes(reader, event, object);
}

static void read_events(struct reader *reader, const json_t *root) {
    const json_t *events = field(reader, root, "events", JSON_ARRAY, true);
    for (size_t i = 0; !reader->failed && i < json_array_size(events); i++) {
        reader->list = "events", reader->index = i;
        read_event(reader, object_at(reader, events, i));
    }
}

static void read_edges(struct reader *reader, const json_t *root) {
    const json_t *edges = field(reader, root, "edges", JSON_ARRAY, false);
    size_t count = reader->trace->event_count;
    for (size_t i = 0; !reader->failed && i < json_array_size(edges); i++) {
        json_int_t ends[2] = {-1, -1};
        const json_t *edge = json_array_get(edges, i);
        reader->list = "edges", reader->index = i;
        for (size_t end = 0; end < 2; end++)
            if (json_is_integer(json_array_get(edge, end)))
                ends[end] = json_integer_value(json_array_get(edge, end));
        if (json_array_size(edge) != 2 || ends[0] < 0 || ends[1] < 0 || (size_t)ends[0] >= count ||
            (size_t)ends[1] >= count || ends[0] == ends[1])
            complain(reader, "it is not two indices of events");
        else
            trace_add_edge(reader->trace, ends[0], ends[1]);
    }
}

static void read_trace(struct reader *reader, const json_t *root) {
    struct trace *trace = reader->trace;
    const json_t *format = json_object_get(root, "valdi-trace");
    if (!json_is_integer(format))
        complain(reader, "not a trace: it has no number \"valdi-trace\"");
    else if (json_integer_value(format) != TRACE_FORMAT)
        complain(reader, "a trace of format %" JSON_INTEGER_FORMAT "; this valdi reads format %d",
                 json_integer_value(format), TRACE_FORMAT);
    if (reader->failed)
        return;
    trace->title = xstrdup(text_field(reader, root, "title", false));
    trace->verdict = xstrdup(text_field(reader, root, "verdict", false));
    trace->report = xstrdup(text_field(reader, root, "report", false));
    read_starters(reader, root);
    reader->list = NULL;
    read_events(reader, root);
    reader->list = NULL;
    read_edges(reader, root);
}

bool trace_read(FILE *in, const char *path, struct trace *trace) {
    struct reader reader = {.path = path, .trace = trace};
    json_error_t error;
    json_t *root = json_loadf(in, 0, &error);
    if (ferror(in))
        complain(&reader, "%s", strerror(errno));
    else if (!root)
        complain(&reader, "line %d: %s", error.line, error.text);
    else
        read_trace(&reader, root);
    json_decref(root);
    if (reader.failed)
        trace_clear(trace);
    return !reader.failed;
}
