/* An interleaving as a page of HTML: a table, which a browser can scroll under its head, print with it on every sheet
 * and read aloud. The page needs no other file. */
#include "cells.h"
#include "markup.h"
#include "memory.h"
#include "page.h"
#include "show.h"

#include <stdlib.h>
#include <string.h>

struct page {
    FILE *out;
    const struct trace *trace;
    const struct lanes *lanes;
    bool has_columns, has_times;
    size_t event; /* that is being written */
};

/* In characters. */
enum {
    PAGE = 170,      /* with columns that make it wider, all text stands in one */
    MOST_NAME = 64,  /* of a function in a row; its details have all of it */
    COLUMN_NAME = 36 /* the same in a column */
};

/* ---- words ---- */

static const char *class_of(const struct trace_event *event) {
    return event->failed ? "failed" : event->enforced ? "held" : "happened";
}

static void put_mark(FILE *out, const char *class) {
    const char *shape =
        strcmp(class, "failed") ? "<circle r=\"4\"/>" : "<path d=\"M-6-6H6V6H-6ZM-3-3L3 3M3-3L-3 3\"/>";
    markup(out, "<svg class=\"mark %s\" viewBox=\"-7 -7 14 14\" aria-hidden=\"true\">", class);
    fprintf(out, "%s</svg>", shape);
}

static void put_place(FILE *out, const struct trace_event *event, bool is_whole) {
    char *place = lanes_place(event);
    markup(out, "%s", is_whole ? event->file : place);
    if (is_whole && event->line)
        markup(out, ":%u", event->line);
    free(place);
}

/* ---- details ---- */

static void put_values(struct page *page, const struct trace_event *event) {
    for (size_t i = 0; i < event->value_count; i++) {
        const struct trace_value *value = &event->values[i];
        markup(page->out, "<dt>%s</dt><dd>%s</dd>", *value->name ? value->name : "value", value->text);
    }
}

/* The others, who stand still while this happens. */
static void put_others(struct page *page, enum trace_state state, int self) {
    const char *before = "";
    for (size_t i = 0; i < page->trace->starter_count; i++) {
        const struct lane *lane = lanes_at(page->lanes, page->event, i);
        if (lane->state != state || (int)i == self)
            continue;
        if (!*before)
            markup(page->out, "<dt>%s</dt><dd>", lanes_state_names[state]);
        markup(page->out, "%s%s", before, page->trace->starters[i].name);
        if (lane->detail)
            markup(page->out, ": %s", lane->detail);
        before = state == TRACE_ASLEEP ? "\n" : ", ";
    }
    if (*before)
        fputs("</dd>", page->out);
}

static void put_neighbours(struct page *page, bool is_before) {
    const char *before = "";
    for (size_t i = 0; i < page->trace->edge_count; i++) {
        const struct trace_edge *edge = &page->trace->edges[i];
        if ((is_before ? edge->then : edge->first) != page->event)
            continue;
        if (!*before)
            fputs(is_before ? "<dt>waits for</dt><dd>" : "<dt>comes before</dt><dd>", page->out);
        markup(page->out, "%s%u", before, page->lanes->numbers[is_before ? edge->first : edge->then]);
        before = ", ";
    }
    if (*before)
        fputs("</dd>", page->out);
}

static void put_detail(struct page *page, const struct trace_event *event) {
    char *checkpoint = lanes_checkpoint(event, -1u, ""), *time = lanes_time(event->time);
    markup(page->out, "<div class=\"detail\" role=\"tooltip\" id=\"d%u\"><strong>%s %s</strong><dl>",
           (unsigned)page->event, page->trace->starters[event->starter].name, checkpoint);
    if (event->file) {
        fputs("<dt>where</dt><dd>", page->out);
        put_place(page->out, event, true);
        fputs("</dd>", page->out);
    }
    if (*time)
        markup(page->out, "<dt>when</dt><dd>%s</dd>", time);
    if (event->failed)
        fputs("<dt>not reached</dt><dd>the order cannot be held beyond this</dd>", page->out);
    else
        markup(page->out, "<dt>why here</dt><dd>%s</dd>",
               event->enforced ? "the order held it to this place" : "it just happened");
    if (event->unwound)
        fputs("<dt>left</dt><dd>by an exception</dd>", page->out);
    put_values(page, event);
    if (event->text)
        markup(page->out, "<dt>only</dt><dd>%s</dd>", event->text);
    put_neighbours(page, true);
    put_neighbours(page, false);
    put_others(page, TRACE_PARKED, event->starter);
    put_others(page, TRACE_ASLEEP, event->failed ? TRACE_NOBODY : event->starter);
    fputs("</dl></div>", page->out);
    free(checkpoint);
    free(time);
}

/* ---- rows ---- */

static void put_waits(struct page *page) {
    const char *before = "<div class=\"more\">waits for ";
    bool has_any = false;
    for (size_t i = 0; i < page->trace->edge_count; i++) {
        const struct trace_edge *edge = &page->trace->edges[i];
        if (edge->then != page->event)
            continue;
        fputs(before, page->out);
        markup(page->out, "<a href=\"#e%u\">%u</a>", edge->first, page->lanes->numbers[edge->first]);
        before = ", ";
        has_any = true;
    }
    if (has_any)
        fputs("</div>", page->out);
}

static void put_label(struct page *page, const struct trace_event *event) {
    char *values = lanes_values(event);
    char *name = event->name
                     ? lanes_shorten(event->name, page->has_columns ? COLUMN_NAME : MOST_NAME, "\u2026")
                     : NULL;
    markup(page->out, "<span class=\"label\" tabindex=\"0\" aria-describedby=\"d%u\">",
           (unsigned)page->event);
    markup(page->out, "%s<span class=\"kind\">%s</span>", event->failed ? "not reached: " : "",
           lanes_kind_names[event->kind]);
    if (name)
        markup(page->out, " <span class=\"function\">%s</span>", name);
    if (event->nth > 1)
        markup(page->out, "/%u", event->nth);
    markup(page->out, "<wbr><span class=\"values\">%s</span>", values);
    if (event->file) {
        fputs("<span class=\"place\">", page->out);
        put_place(page->out, event, false);
        fputs("</span>", page->out);
    }
    fputs("</span>", page->out);
    put_detail(page, event);
    free(values);
    free(name);
}

/* Below a label: in the columns the starter's own, else everybody's. */
static void put_more(struct page *page, const struct trace_event *event, int starter) {
    bool is_own = starter == event->starter;
    if (is_own && event->text)
        markup(page->out, "<div class=\"more\">%s</div>", event->text);
    if (is_own)
        put_waits(page);
    for (size_t i = 0; i < event->change_count; i++) {
        const struct trace_change *change = &event->changes[i];
        if (!change->detail || (page->has_columns && (int)change->starter != starter))
            continue;
        bool is_other = (int)change->starter != starter;
        markup(page->out, "<div class=\"more\">%s%s%s: %s</div>",
               is_other ? page->trace->starters[change->starter].name : "", is_other ? " " : "",
               lanes_state_names[change->state], change->detail);
    }
}

static void put_lane(struct page *page, const struct trace_event *event, size_t starter) {
    static const char letters[] = {[TRACE_UNSTARTED] = 'n',
                                   [TRACE_RUNNING] = 'r',
                                   [TRACE_PARKED] = 'p',
                                   [TRACE_ASLEEP] = 's',
                                   [TRACE_GONE] = 'n'};
    fprintf(page->out, "<td class=\"lane a-%c b-%c\">",
            letters[lanes_at(page->lanes, page->event, starter)->state],
            letters[lanes_at(page->lanes, page->event + 1, starter)->state]);
    if ((int)starter == event->starter)
        put_mark(page->out, class_of(event));
    if ((int)starter == event->starter && page->has_columns)
        put_label(page, event);
    if (page->has_columns)
        put_more(page, event, starter);
    fputs("</td>", page->out);
}

static void put_margin(struct page *page, const struct trace_event *event) {
    unsigned number = page->lanes->numbers[page->event];
    fputs("<td class=\"number\">", page->out);
    if (number)
        markup(page->out, "%u", number);
    fputs("</td>", page->out);
    if (!page->has_times)
        return;
    char *time = lanes_time(event->time);
    markup(page->out, "<td class=\"time\">%s</td>", time);
    free(time);
}

static void put_related(struct page *page) {
    const char *before = " data-related=\"";
    bool has_any = false;
    for (size_t i = 0; i < page->trace->edge_count; i++) {
        const struct trace_edge *edge = &page->trace->edges[i];
        if (edge->first != page->event && edge->then != page->event)
            continue;
        fprintf(page->out, "%s%u", before, edge->first == page->event ? edge->then : edge->first);
        before = " ";
        has_any = true;
    }
    fputs(has_any ? "\"" : "", page->out);
}

static void put_event(struct page *page, const struct trace_event *event) {
    markup(page->out, "<tr class=\"event %s\" id=\"e%u\" data-starter=\"%u\"", class_of(event),
           (unsigned)page->event, (unsigned)event->starter);
    put_related(page);
    fputs(">", page->out);
    put_margin(page, event);
    for (size_t i = 0; i < page->trace->starter_count; i++)
        put_lane(page, event, i);
    if (!page->has_columns) {
        markup(page->out, "<td class=\"say\"><b>%s</b> ", page->trace->starters[event->starter].name);
        put_label(page, event);
        put_more(page, event, event->starter);
        fputs("</td>", page->out);
    }
    fputs("</tr>\n", page->out);
}

static void put_pause(struct page *page, const struct trace_event *event) {
    markup(page->out, "<tr class=\"pause\" id=\"e%u\">", (unsigned)page->event);
    put_margin(page, event);
    markup(page->out, "<td colspan=\"%u\"><b>pause %s</b>",
           (unsigned)page->trace->starter_count + !page->has_columns, event->name);
    if (event->text)
        markup(page->out, "<div class=\"more\">%s</div>", event->text);
    fputs("</td></tr>\n", page->out);
}

/* ---- the page ---- */

static void put_table(struct page *page) {
    const struct trace *trace = page->trace;
    fprintf(page->out, "<table class=\"%s\">\n<thead><tr><th class=\"number\">step</th>",
            page->has_columns ? "columns" : "lanes");
    if (page->has_times)
        fputs("<th class=\"time\">time</th>", page->out);
    for (size_t i = 0; i < trace->starter_count; i++) {
        const char *what = trace->starters[i].what ? trace->starters[i].what : "";
        markup(page->out, "<th class=\"lane\" scope=\"col\" title=\"%s\n%s\"><span class=\"name\">%s</span>",
               trace->starters[i].name, what, trace->starters[i].name);
        if (page->has_columns)
            markup(page->out, "<span class=\"what\">%s</span>", what);
        fputs("</th>", page->out);
    }
    fputs(page->has_columns ? "" : "<th class=\"say\"></th>", page->out);
    fputs("</tr></thead>\n<tbody>\n", page->out);
    for (page->event = 0; page->event < trace->event_count; page->event++)
        if (trace->events[page->event].kind == TRACE_PAUSE)
            put_pause(page, &trace->events[page->event]);
        else
            put_event(page, &trace->events[page->event]);
    fputs("</tbody></table>\n", page->out);
}

static void put_legend(FILE *out) {
    static const char *const marks[][2] = {
        {"held", "held there by the order"}, {"happened", "just happened"}, {"failed", "not reached"}};
    fputs("<ul class=\"legend\"><li><i class=\"sample\"></i>running</li>"
          "<li><i class=\"sample parked\"></i>parked</li><li><i class=\"sample asleep\"></i>asleep</li>",
          out);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        fputs("<li>", out);
        put_mark(out, marks[i][0]);
        markup(out, "%s</li>", marks[i][1]);
    }
    fputs("<li><i class=\"sample pause\"></i>the test looks</li></ul>\n", out);
}

static void put_verdict(FILE *out, const struct trace *trace) {
    bool held = !strcmp(trace->verdict, "held");
    markup(out, "<p class=\"verdict%s\">verdict: <b>%s</b>", held ? "" : " broken", trace->verdict);
    for (size_t i = 0; i < trace->event_count; i++)
        if (trace->events[i].failed)
            markup(out, " <a href=\"#e%u\">where</a>", (unsigned)i);
    fputs("</p>\n", out);
    if (trace->report && *trace->report)
        markup(out, "<pre>%s</pre>\n", trace->report);
}

static void put_head(FILE *out, const struct trace *trace) {
    const char *title = trace->title ? trace->title : "interleaving";
    markup(out,
           "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width\">\n<title>%s</title>\n<style>\n",
           title);
    fputs(page_page_css, out);
    if (trace->starter_count > 3)
        fputs("@page { size: landscape; }\n", out);
    markup(out, "</style>\n</head>\n<body>\n<header>\n<h1>%s</h1>\n", title);
    if (trace->verdict)
        put_verdict(out, trace);
    fputs("<div class=\"tools\">\n", out);
    put_legend(out);
    fputs("<label class=\"filter\">show only <input type=\"search\" id=\"filter\" "
          "placeholder=\"a name or a place\"> <output id=\"count\"></output></label>\n</div>\n</header>\n",
          out);
}

void show_html(FILE *out, const struct trace *trace) {
    struct cells cells;
    cells_init(&cells, trace, "", PAGE, 5, 3);
    struct page page = {.out = out, .trace = trace, .lanes = &cells.lanes, .has_columns = cells.widths};
    for (size_t i = 0; i < trace->event_count; i++)
        page.has_times = page.has_times || trace->events[i].time != TRACE_TIMELESS;
    put_head(out, trace);
    put_table(&page);
    fputs("<script>\n", out);
    fputs(page_page_js, out);
    fputs("</script>\n</body>\n</html>\n", out);
    cells_free(&cells);
}
