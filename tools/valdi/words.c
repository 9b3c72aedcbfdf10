/* The words for events in all pictures. */
#include "lanes.h"
#include "memory.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char *const lanes_state_names[] = {[TRACE_UNSTARTED] = "not started",
                                         [TRACE_RUNNING] = "running",
                                         [TRACE_PARKED] = "parked",
                                         [TRACE_ASLEEP] = "asleep",
                                         [TRACE_GONE] = "ended"};
const char *const lanes_kind_names[] = {
    [TRACE_BEFORE] = "before",   [TRACE_AFTER] = "after",     [TRACE_AT] = "at",
    [TRACE_STARTED] = "started", [TRACE_BLOCKED] = "blocked", [TRACE_FINISHED] = "finished",
    [TRACE_PAUSE] = "pause"};

char *lanes_checkpoint(const struct trace_event *event, unsigned width, const char *gap) {
    const char *kind = lanes_kind_names[event->kind];
    if (!event->name)
        return xstrdup(kind);
    char *nth = event->nth > 1 ? xasprintf("/%u", event->nth) : xstrdup("");
    unsigned taken = strlen(kind) + 1 + strlen(nth);
    char *name = lanes_shorten(event->name, width > taken + 8 ? width - taken : 8, gap);
    char *text = xasprintf("%s %s%s", kind, name, nth);
    free(name);
    free(nth);
    return text;
}

char *lanes_values(const struct trace_event *event) {
    struct sheet sheet;
    sheet_open(&sheet);
    if (event->kind == TRACE_AFTER && event->unwound)
        fputs(" left by an exception", sheet.out);
    for (size_t i = 0; i < event->value_count; i++) {
        const struct trace_value *value = &event->values[i];
        if (event->kind == TRACE_AFTER)
            fprintf(sheet.out, " = %s", value->text);
        else
            fprintf(sheet.out, "%s%s%s%s%s", i ? ", " : "(", value->name, *value->name ? "=" : "",
                    value->text, i + 1 < event->value_count ? "" : ")");
    }
    return sheet_close(&sheet);
}

char *lanes_place(const struct trace_event *event) {
    if (!event->file)
        return xstrdup("");
    const char *slash = strrchr(event->file, '/');
    const char *file = slash && slash[1] ? slash + 1 : event->file;
    return event->line ? xasprintf("%s:%u", file, event->line) : xstrdup(file);
}

char *lanes_time(int64_t time) {
    static const char *const units[] = {"ns", "us", "ms", "s"};
    size_t unit = 0;
    int64_t scale = 1;
    if (time == TRACE_TIMELESS)
        return xstrdup("");
    for (; unit < 3 && time / scale >= 1000; scale *= 1000)
        unit++;
    if (!unit)
        return xasprintf("%" PRId64 " ns", time);
    return xasprintf("%" PRId64 ".%" PRId64 " %s", time / scale, time % scale * 10 / scale, units[unit]);
}

char *lanes_waits(const struct trace *trace, const struct lanes *lanes, size_t event) {
    struct sheet sheet;
    sheet_open(&sheet);
    const char *before = "waits for ";
    for (size_t i = 0; i < trace->edge_count; i++) {
        if (trace->edges[i].then != event)
            continue;
        fprintf(sheet.out, "%s%u", before, lanes->numbers[trace->edges[i].first]);
        before = ", ";
    }
    return sheet_close(&sheet);
}

/* ---- shortening ---- */

static char *without(const char *name, const char *start, const char *end, const char *instead) {
    return xasprintf("%.*s%s%s", (int)(start - name), name, instead, end);
}

/* The end of the brackets that open at start, behind the last; or NULL. */
static const char *brackets_end(const char *start, char open, char close) {
    unsigned depth = 0;
    for (const char *at = start; *at; at++) {
        depth += *at == open;
        if (*at == close && !--depth)
            return at + 1;
    }
    return NULL;
}

/* Replaces what stands in the first brackets behind from and before limit, or anywhere if that is NULL. */
static char *drop_brackets(char *name, const char *from, const char *limit, const char *pair,
                           const char *gap) {
    const char *start = strchr(from, pair[0]);
    const char *end = start && (!limit || start < limit) ? brackets_end(start, pair[0], pair[1]) : NULL;
    if (!end)
        return name;
    char *instead = xasprintf("%c%s%c", pair[0], gap, pair[1]);
    char *shorter = without(name, start, end, instead);
    free(instead);
    free(name);
    return shorter;
}

/* In C++ the name of an operator may hold brackets: it starts here; or NULL. */
static const char *operator_of(const char *name) {
    const char *start = strstr(name, "operator");
    return start && (start == name || start[-1] == ':') && !strchr("_", start[8] ? start[8] : '_') ? start
                                                                                                   : NULL;
}

static const char *parameters_from(const char *name) {
    const char *start = operator_of(name);
    if (start)
        return start + strlen("operator") + (strncmp(start + strlen("operator"), "()", 2) ? 0 : 2);
    return *name == '(' ? name + 1 + strcspn(name + 1, ")") : name; /* (anonymous namespace)::... */
}

/* Behind the first qualifier, or NULL. */
static const char *unqualified(const char *name) {
    unsigned depth = 0;
    for (const char *at = name, *last = operator_of(name); *at && at != last; at++) {
        depth += *at == '<' || *at == '(';
        depth -= depth && (*at == '>' || *at == ')');
        if (!depth && at > name && at[0] == ':' && at[-1] == ':')
            return at + 1;
    }
    return NULL;
}

static char *cut_middle(const char *name, unsigned width, const char *gap) {
    unsigned gap_width = utf8_width(gap), whole = utf8_width(name);
    unsigned kept = width > gap_width ? width - gap_width : 0;
    unsigned head = kept / 2, tail = kept - head;
    const char *end = utf8_fit(name, head), *rest = utf8_fit(name, whole - tail);
    while (utf8_width(rest) > tail)
        utf8_next(&rest);
    return without(name, end, rest, gap);
}

char *lanes_shorten(const char *name, unsigned width, const char *gap) {
    char *text = xstrdup(name);
    const char *rest;
    if (utf8_width(text) > width)
        text = drop_brackets(text, parameters_from(text), NULL, "()", gap);
    if (utf8_width(text) > width)
        text = drop_brackets(text, text, operator_of(text), "<>", gap);
    while (utf8_width(text) > width && (rest = unqualified(text))) {
        char *shorter = xstrdup(rest);
        free(text);
        text = shorter;
    }
    if (utf8_width(text) > width) {
        char *cut = cut_middle(text, width, gap);
        free(text);
        text = cut;
    }
    return text;
}
