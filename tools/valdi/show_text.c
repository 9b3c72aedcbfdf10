/* An interleaving as text: a column for each starter or, where these do not fit, a lane for each and one column for all
 * that is said. */
#include "cells.h"
#include "memory.h"
#include "show.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { LANE_WIDTH = 2 };

struct page {
    FILE *out;
    const struct trace *trace;
    struct cells cells;
    unsigned width, number_width;
    bool has_colour;
};

/* ---- putting ---- */

static void put(struct page *page, const char *text, enum tone tone) {
    static const char *const codes[] = {[TONE_DIM] = "2", [TONE_STRONG] = "1", [TONE_FAILED] = "1;31"};
    if (page->has_colour && tone != TONE_PLAIN && *text)
        fprintf(page->out, "\x1b[%sm%s\x1b[m", codes[tone], text);
    else
        fputs(text, page->out);
}

/* Blanks are kept until something stands behind them: no line ends with any. */
static void pad(struct page *page, unsigned *blanks) {
    fprintf(page->out, "%*s", (int)*blanks, "");
    *blanks = 0;
}

static void put_padded(struct page *page, unsigned *blanks, const char *text, enum tone tone,
                       unsigned width) {
    unsigned taken = utf8_width(text);
    if (taken) {
        pad(page, blanks);
        put(page, text, tone);
    }
    *blanks += width > taken ? width - taken : 0;
}

static const char *mark_of(enum trace_state state) {
    static const char *const marks[] = {[TRACE_UNSTARTED] = "",
                                        [TRACE_RUNNING] = "|",
                                        [TRACE_PARKED] = ":",
                                        [TRACE_ASLEEP] = "~",
                                        [TRACE_GONE] = ""};
    return marks[state];
}

/* ---- lines of the page ---- */

static void put_line(struct page *page, unsigned *blanks, const struct line *line, unsigned width) {
    unsigned taken = cells_line_width(line);
    put_padded(page, blanks, line->text, line->tone, 0);
    if (line->place) {
        *blanks += CELLS_GAP;
        put_padded(page, blanks, line->place, TONE_DIM, 0);
    }
    *blanks += width > taken ? width - taken : 0;
}

/* What a starter does, in a line of an event's row. */
static void put_state(struct page *page, unsigned *blanks, size_t i, size_t starter, size_t line,
                      unsigned width) {
    const struct lane *lane = lanes_at(&page->cells.lanes, line ? i + 1 : i, starter);
    put_padded(page, blanks, mark_of(lane->state), TONE_DIM, width);
}

static void put_columns(struct page *page, unsigned *blanks, size_t i, size_t line) {
    for (size_t starter = 0; starter < page->trace->starter_count; starter++) {
        const struct cell *cell = &page->cells.cells[starter];
        unsigned width = page->cells.widths[starter] + CELLS_GAP;
        if (line < cell->count)
            put_line(page, blanks, &cell->lines[line], width);
        else
            put_state(page, blanks, i, starter, line, width);
    }
}

static void put_lanes(struct page *page, unsigned *blanks, size_t i, size_t line) {
    const struct trace_event *event = &page->trace->events[i];
    const char *mark = event->failed ? "X" : event->enforced ? "*" : "o";
    for (size_t starter = 0; starter < page->trace->starter_count; starter++)
        if ((int)starter == event->starter && !line)
            put_padded(page, blanks, mark, event->failed ? TONE_FAILED : TONE_STRONG, LANE_WIDTH);
        else
            put_state(page, blanks, i, starter, line, LANE_WIDTH);
    *blanks += CELLS_GAP;
    put_line(page, blanks, &page->cells.cells->lines[line], 0);
}

static void put_number(struct page *page, unsigned *blanks, size_t i, size_t line) {
    char text[16] = "";
    if (page->cells.lanes.numbers[i] && !line)
        snprintf(text, sizeof text, "%*u%s", (int)page->number_width - CELLS_GAP,
                 page->cells.lanes.numbers[i], page->trace->events[i].failed ? "X" : "");
    put_padded(page, blanks, text, TONE_PLAIN, page->number_width);
}

static void put_event(struct page *page, size_t i) {
    cells_fill(&page->cells, i);
    for (size_t line = 0; line < cells_height(&page->cells); line++) {
        unsigned blanks = 0;
        put_number(page, &blanks, i, line);
        if (page->cells.widths)
            put_columns(page, &blanks, i, line);
        else
            put_lanes(page, &blanks, i, line);
        fputc('\n', page->out);
    }
}

static void put_pause(struct page *page, const struct trace_event *event) {
    char *name = lanes_shorten(event->name, page->width - 20, "..");
    struct sheet rule;
    sheet_open(&rule);
    fprintf(rule.out, "--- pause %s ", name);
    for (unsigned column = 11 + utf8_width(name); column < page->width; column++)
        fputc('-', rule.out);
    char *text = sheet_close(&rule);
    put(page, text, TONE_STRONG);
    fputc('\n', page->out);
    for (const char *line = event->text; line && *line; line += *line == '\n') {
        size_t length = strcspn(line, "\n");
        fprintf(page->out, "%*s%.*s\n", length ? (int)page->number_width : 0, "", (int)length, line);
        line += length;
    }
    free(text);
    free(name);
}

/* ---- the head ---- */

static void put_columns_head(struct page *page) {
    unsigned blanks = page->number_width;
    bool has_what = false;
    for (size_t i = 0; i < page->trace->starter_count; i++) {
        char *name = lanes_shorten(page->trace->starters[i].name, page->cells.widths[i], "..");
        put_padded(page, &blanks, name, TONE_STRONG, page->cells.widths[i] + CELLS_GAP);
        has_what = has_what || page->trace->starters[i].what;
        free(name);
    }
    fputc('\n', page->out);
    blanks = page->number_width;
    for (size_t i = 0; has_what && i < page->trace->starter_count; i++) {
        const char *what = page->trace->starters[i].what;
        char *text = lanes_shorten(what ? what : "", page->cells.widths[i], "..");
        put_padded(page, &blanks, text, TONE_DIM, page->cells.widths[i] + CELLS_GAP);
        free(text);
    }
    if (has_what)
        fputc('\n', page->out);
}

/* Who has which lane. */
static void put_lanes_names(struct page *page) {
    size_t count = page->trace->starter_count;
    unsigned widest = 0, most = page->width / 2;
    for (size_t i = 0; i < count; i++)
        if (utf8_width(page->trace->starters[i].name) > widest)
            widest = utf8_width(page->trace->starters[i].name);
    widest = widest < most ? widest : most;
    for (size_t i = 0; i < count; i++) {
        const struct trace_starter *starter = &page->trace->starters[i];
        unsigned blanks = CELLS_GAP, taken = page->number_width + widest + CELLS_GAP;
        char *name = lanes_shorten(starter->name, widest, "..");
        char *what = lanes_shorten(starter->what ? starter->what : "", page->width - taken, "..");
        fprintf(page->out, "%*zu", (int)page->number_width - CELLS_GAP, i + 1);
        put_padded(page, &blanks, name, TONE_STRONG, widest + CELLS_GAP);
        put_padded(page, &blanks, what, TONE_DIM, 0);
        fputc('\n', page->out);
        free(name);
        free(what);
    }
    fputc('\n', page->out);
}

/* The lanes' numbers, digits one below the other. */
static void put_lanes_head(struct page *page) {
    size_t count = page->trace->starter_count, scale = 1;
    put_lanes_names(page);
    while (count / scale >= 10)
        scale *= 10;
    for (; scale; scale /= 10) {
        unsigned blanks = page->number_width;
        for (size_t i = 1; i <= count; i++) {
            char digit[2] = {i < scale ? ' ' : '0' + i / scale % 10};
            put_padded(page, &blanks, *digit == ' ' ? "" : digit, TONE_DIM, 2);
        }
        fputc('\n', page->out);
    }
}

/* In two lines where one does not fit. */
static void put_legend(struct page *page, bool has_both) {
    const char *states = "| running   : parked   ~ asleep",
               *events = page->cells.widths ? "numbered: the order's steps; the others just happened"
                                            : "* the order's steps   o just happened";
    bool fits = strlen(states) + 3 + strlen(events) <= page->width;
    fputc('\n', page->out);
    put(page, states, TONE_DIM);
    if (has_both) {
        fputs(fits ? "   " : "\n", page->out);
        put(page, events, TONE_DIM);
    }
    fputc('\n', page->out);
}

static void put_foot(struct page *page) {
    const struct trace *trace = page->trace;
    bool has_order = false, has_others = false;
    for (size_t i = 0; i < trace->event_count; i++) {
        has_order = has_order || trace->events[i].enforced;
        has_others = has_others || (trace->events[i].kind != TRACE_PAUSE && !trace->events[i].enforced &&
                                    !trace->events[i].failed);
    }
    put_legend(page, has_order && has_others);
    if (trace->verdict) {
        bool held = !strcmp(trace->verdict, "held");
        fputs("\nverdict: ", page->out);
        put(page, trace->verdict, held ? TONE_STRONG : TONE_FAILED);
        fputc('\n', page->out);
    }
    if (trace->report && *trace->report)
        fprintf(page->out, "%s%s", trace->report,
                trace->report[strlen(trace->report) - 1] == '\n' ? "" : "\n");
}

void show_text(FILE *out, const struct trace *trace, unsigned width, bool has_colour) {
    struct page page = {.out = out, .trace = trace, .has_colour = has_colour};
    page.width = width > 40 ? width : 40;
    page.number_width = snprintf(NULL, 0, "%3zu", trace->event_count) + CELLS_GAP;
    cells_init(&page.cells, trace, "..", page.width - page.number_width, 0, LANE_WIDTH);
    if (trace->title)
        fprintf(out, "%s\n\n", trace->title);
    if (page.cells.widths)
        put_columns_head(&page);
    else
        put_lanes_head(&page);
    for (size_t i = 0; i < trace->event_count; i++)
        if (trace->events[i].kind == TRACE_PAUSE)
            put_pause(&page, &trace->events[i]);
        else
            put_event(&page, i);
    put_foot(&page);
    cells_free(&page.cells);
}
