/* What is said of each event, in lines and columns. */
#include "cells.h"
#include "memory.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    LEAST_COLUMN = 24, /* narrower, columns say too little */
    LEAST_SINGLE = 40, /* so wide the only one is in any case */
    MOST_LINES = 4     /* that a text is broken into */
};

static void add_line(struct cell *cell, char *text, char *place, enum tone tone) {
    cell->lines = xgrow(cell->lines, cell->count, sizeof *cell->lines);
    cell->lines[cell->count++] = (struct line){text, place, tone};
}

unsigned cells_line_width(const struct line *line) {
    return utf8_width(line->text) + (line->place ? CELLS_GAP + utf8_width(line->place) : 0);
}

/* Where to break a text that does not fit: at its last blank that does. */
static const char *break_at(const char *text, unsigned width) {
    const char *end = utf8_fit(text, width);
    if (!*end)
        return end;
    for (const char *at = end; at > text; at--)
        if (*at == ' ')
            return at;
    return end > text ? end : text + 1;
}

/* Adds the text, indented by two, in pieces of the width; where lines are left out, the last one says so. */
static void add_text(struct cells *cells, struct cell *cell, const char *text, unsigned width) {
    unsigned gap = utf8_width(cells->gap), most = width > 4 + gap ? width - 2 : 2 + gap;
    for (unsigned i = 0; *text && i < MOST_LINES; i++) {
        char *rest = strndup(text, strcspn(text, "\n"));
        const char *end = break_at(rest, most);
        bool is_cut = i + 1 == MOST_LINES && text[end - rest];
        if (is_cut)
            end = break_at(rest, most - gap);
        add_line(cell, xasprintf("  %.*s%s", (int)(end - rest), rest, is_cut ? cells->gap : ""), NULL,
                 TONE_DIM);
        text += end - rest;
        text += strspn(text, " \n");
        free(rest);
    }
}

/* As much as fits of: the checkpoint, its values, its place. What of the values does not comes below. */
static void add_checkpoint(struct cells *cells, struct cell *cell, const struct trace_event *event,
                           const char *who, unsigned width) {
    enum tone tone = event->failed ? TONE_FAILED : event->enforced ? TONE_STRONG : TONE_PLAIN;
    char *before = xasprintf("%s%s", who, event->failed ? "not reached: " : "");
    unsigned taken = utf8_width(before);
    char *name = lanes_checkpoint(event, width > taken ? width - taken : 0, cells->gap);
    char *values = lanes_values(event), *place = lanes_place(event);
    bool has_room = taken + utf8_width(name) + utf8_width(values) <= width;
    struct line line = {.text = xasprintf("%s%s%s", before, name, has_room ? values : ""), .place = place};
    bool has_place = *place && cells_line_width(&line) <= width;
    add_line(cell, line.text, has_place ? place : NULL, tone);
    if (!has_room)
        add_text(cells, cell, values + strspn(values, " "), width);
    if (!has_place)
        free(place);
    free(before);
    free(name);
    free(values);
}

static struct cell *cell_of(struct cells *cells, unsigned starter) {
    return &cells->cells[cells->widths ? starter : 0];
}

static unsigned room(const struct cells *cells, unsigned starter) {
    return cells->widths ? cells->widths[starter] : cells->single_width;
}

/* The starter's name, with a blank behind it; "" where its column tells. To be freed. */
static char *name_of(const struct cells *cells, unsigned starter) {
    if (cells->widths)
        return xstrdup("");
    char *name = lanes_shorten(cells->trace->starters[starter].name, cells->single_width / 3, cells->gap);
    char *text = xasprintf("%s ", name);
    free(name);
    return text;
}

static void add_changes(struct cells *cells, const struct trace_event *event) {
    for (size_t i = 0; i < event->change_count; i++) {
        const struct trace_change *change = &event->changes[i];
        if (!change->detail)
            continue;
        bool is_own = (int)change->starter == event->starter;
        char *who = is_own ? xstrdup("") : name_of(cells, change->starter);
        char *text = xasprintf("%s%s: %s", who, lanes_state_names[change->state], change->detail);
        add_text(cells, cell_of(cells, change->starter), text, room(cells, change->starter));
        free(who);
        free(text);
    }
}

static void clear(struct cells *cells) {
    for (size_t starter = 0; starter < cells->trace->starter_count; starter++) {
        struct cell *cell = &cells->cells[starter];
        for (size_t i = 0; i < cell->count; i++) {
            free(cell->lines[i].text);
            free(cell->lines[i].place);
        }
        free(cell->lines);
        *cell = (struct cell){0};
    }
}

void cells_fill(struct cells *cells, size_t i) {
    const struct trace_event *event = &cells->trace->events[i];
    clear(cells);
    if (event->starter == TRACE_NOBODY)
        return;
    unsigned width = room(cells, event->starter);
    struct cell *cell = cell_of(cells, event->starter);
    char *who = name_of(cells, event->starter);
    char *waits = lanes_waits(cells->trace, &cells->lanes, i);
    add_checkpoint(cells, cell, event, who, width);
    if (event->text)
        add_text(cells, cell, event->text, width);
    add_text(cells, cell, waits, width);
    add_changes(cells, event);
    free(who);
    free(waits);
}

size_t cells_height(const struct cells *cells) {
    size_t height = 0;
    for (size_t starter = 0; starter < cells->trace->starter_count; starter++)
        if (cells->cells[starter].count > height)
            height = cells->cells[starter].count;
    return height;
}

/* ---- widths ---- */

static unsigned larger(unsigned a, unsigned b) {
    return a > b ? a : b;
}

/* What each column would like, at most so much. */
static unsigned *wanted_widths(struct cells *cells, unsigned most) {
    const struct trace *trace = cells->trace;
    unsigned *wanted = xrealloc(NULL, trace->starter_count, sizeof *wanted);
    cells->widths = xrealloc(NULL, trace->starter_count, sizeof *cells->widths);
    for (size_t i = 0; i < trace->starter_count; i++) {
        const char *what = trace->starters[i].what;
        wanted[i] = larger(utf8_width(trace->starters[i].name), what ? utf8_width(what) : 0);
        cells->widths[i] = most;
    }
    for (size_t i = 0; i < trace->event_count; i++) {
        cells_fill(cells, i);
        for (size_t s = 0; s < trace->starter_count; s++)
            for (size_t line = 0; line < cells->cells[s].count; line++)
                wanted[s] = larger(wanted[s], cells_line_width(&cells->cells[s].lines[line]));
    }
    free(cells->widths);
    return wanted;
}

static unsigned sum(const struct cells *cells, unsigned margin, unsigned most) {
    unsigned all = 0;
    for (size_t i = 0; i < cells->trace->starter_count; i++)
        all += (cells->widths[i] < most ? cells->widths[i] : most) + CELLS_GAP + margin;
    return all;
}

/* Makes the widest columns narrower until all fit. */
void cells_init(struct cells *cells, const struct trace *trace, const char *gap, unsigned width,
                unsigned margin, unsigned lane_width) {
    unsigned most = width, taken = lane_width * trace->starter_count + CELLS_GAP;
    *cells = (struct cells){.trace = trace, .lanes = lanes_of(trace), .gap = gap};
    cells->single_width = width > taken + LEAST_SINGLE ? width - taken : LEAST_SINGLE;
    cells->cells = xrealloc(NULL, trace->starter_count + 1, sizeof *cells->cells);
    memset(cells->cells, 0, (trace->starter_count + 1) * sizeof *cells->cells);
    cells->widths = wanted_widths(cells, width);
    while (most > LEAST_COLUMN && sum(cells, margin, most) > width + CELLS_GAP)
        most--;
    bool fits = sum(cells, margin, most) <= width + CELLS_GAP;
    for (size_t i = 0; fits && i < trace->starter_count; i++)
        cells->widths[i] = cells->widths[i] < most ? cells->widths[i] : most;
    if (!fits) {
        free(cells->widths);
        cells->widths = NULL;
    }
    clear(cells);
}

void cells_free(struct cells *cells) {
    clear(cells);
    free(cells->cells);
    free(cells->widths);
    lanes_free(&cells->lanes);
}
