/* Where everything of an interleaving's picture stands. */
#include "drawing.h"
#include "memory.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

/* No monospaced font in use is wider than 0.605 of its size, 12; a character is taken to be somewhat wider. */
#define CHARACTER 7.5
enum {
    LANE = 22, /* from a lane to the next where the text stands in one column */
    PAGE = 150 /* characters; a wider page has no columns */
};

double drawing_text_width(unsigned characters) {
    return characters * CHARACTER;
}

static unsigned widest_time(const struct trace *trace) {
    unsigned widest = 0;
    for (size_t i = 0; i < trace->event_count; i++) {
        char *time = lanes_time(trace->events[i].time);
        widest = strlen(time) > widest ? strlen(time) : widest;
        free(time);
    }
    return widest;
}

static void place_lanes(struct drawing *drawing) {
    size_t count = drawing->trace->starter_count;
    double x = drawing->gutter + MARK;
    drawing->lanes = xrealloc(NULL, count, sizeof *drawing->lanes);
    for (size_t i = 0; i < count; i++) {
        drawing->lanes[i] = x;
        x += drawing->cells.widths ? LABEL + drawing_text_width(drawing->cells.widths[i]) + BORDER : LANE;
    }
    drawing->single = x;
    drawing->width = drawing->cells.widths ? x : x + drawing_text_width(drawing->cells.single_width) + BORDER;
}

size_t drawing_line_length(const char *text) {
    size_t length = strcspn(text, "\n"), most = utf8_fit(text, PAGE) - text;
    return length < most ? length : most;
}

static const char *next_line(const char *text) {
    text += drawing_line_length(text);
    return text + (*text == '\n');
}

static unsigned line_count(const char *text) {
    unsigned count = 0;
    for (; text && *text; text = next_line(text))
        count++;
    return count;
}

/* In characters. */
static unsigned lines_width(const char *text) {
    unsigned widest = 0;
    for (; text && *text; text = next_line(text)) {
        char *line = xasprintf("%.*s", (int)drawing_line_length(text), text);
        widest = utf8_width(line) > widest ? utf8_width(line) : widest;
        free(line);
    }
    return widest;
}

double drawing_band_height(const struct trace_event *pause) {
    return LINE * (1 + line_count(pause->text)) + ROW_GAP;
}

static void place_rows(struct drawing *drawing) {
    double y = drawing->top + ROW_GAP + MARK;
    drawing->rows = xrealloc(NULL, drawing->trace->event_count, sizeof *drawing->rows);
    for (size_t i = 0; i < drawing->trace->event_count; i++) {
        const struct trace_event *event = &drawing->trace->events[i];
        cells_fill(&drawing->cells, i);
        drawing->rows[i] = event->kind == TRACE_PAUSE ? y - MARK : y;
        y += event->kind == TRACE_PAUSE ? drawing_band_height(event) + ROW_GAP
                                        : LINE * (double)cells_height(&drawing->cells) + ROW_GAP;
    }
    drawing->bottom = y;
}

/* Texts across the lanes may need more than these take. */
static double width_for(const struct drawing *drawing) {
    const struct trace *trace = drawing->trace;
    double width = 2 * BORDER + drawing_text_width(lines_width(trace->report));
    if (trace->title && 2 * BORDER + drawing_text_width(utf8_width(trace->title)) * 1.25 > width)
        width = 2 * BORDER + drawing_text_width(utf8_width(trace->title)) * 1.25; /* in larger letters */
    for (size_t i = 0; i < trace->event_count; i++) {
        const struct trace_event *event = &trace->events[i];
        if (event->kind != TRACE_PAUSE)
            continue;
        unsigned name = utf8_width(event->name) + strlen("pause "), text = lines_width(event->text);
        double wanted = drawing->gutter + BORDER + drawing_text_width(name > text ? name : text);
        width = wanted > width ? wanted : width;
    }
    return width > drawing->width ? width : drawing->width;
}

void drawing_lay_out(struct drawing *drawing, const struct trace *trace) {
    unsigned times = widest_time(trace), longest = 0;
    *drawing = (struct drawing){.trace = trace};
    cells_init(&drawing->cells, trace, "\u2026", PAGE, (LABEL + BORDER) / CHARACTER, LANE / CHARACTER + 1);
    for (size_t i = 0; i < trace->starter_count; i++) {
        unsigned width = utf8_width(trace->starters[i].name);
        longest = width > longest ? width : longest;
    }
    longest = longest < MOST_NAME ? longest : MOST_NAME;
    drawing->gutter =
        BORDER + drawing_text_width(4) + BORDER + (times ? drawing_text_width(times) + BORDER : 0);
    drawing->top =
        BORDER + 2 * LINE + ROW_GAP + (drawing->cells.widths ? 2 * LINE : drawing_text_width(longest));
    place_lanes(drawing);
    place_rows(drawing);
    drawing->width = width_for(drawing);
}

void drawing_free(struct drawing *drawing) {
    free(drawing->lanes);
    free(drawing->rows);
    cells_free(&drawing->cells);
}
