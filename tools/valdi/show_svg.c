/* An interleaving as SVG: the page of show_text, drawn. */
#include "drawing.h"
#include "markup.h"
#include "memory.h"
#include "page.h"
#include "show.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_EDGES = 40 }; /* that are drawn: of more, only the numbers can be followed */

/* ---- lanes ---- */

static const char *class_of(enum trace_state state) {
    static const char *const classes[] = {
        [TRACE_RUNNING] = "running", [TRACE_PARKED] = "parked", [TRACE_ASLEEP] = "asleep"};
    return state == TRACE_UNSTARTED || state == TRACE_GONE ? NULL : classes[state];
}

static double row_start(const struct drawing *drawing, size_t row) {
    return row ? drawing->rows[row - 1] : drawing->top;
}

static double row_end(const struct drawing *drawing, size_t row) {
    return row < drawing->trace->event_count ? drawing->rows[row] : drawing->bottom;
}

/* A line for each time a starter stays in a state. */
static void put_lane(struct drawing *drawing, size_t starter) {
    double x = drawing->lanes[starter];
    markup(drawing->out, "<line class=\"guide\" x1=\"%g\" x2=\"%g\" y1=\"%g\" y2=\"%g\"/>\n", x, x,
           drawing->top, drawing->bottom);
    for (size_t row = 0, next; row <= drawing->trace->event_count; row = next) {
        enum trace_state state = lanes_at(&drawing->cells.lanes, row, starter)->state;
        for (next = row + 1; next <= drawing->trace->event_count; next++)
            if (lanes_at(&drawing->cells.lanes, next, starter)->state != state)
                break;
        if (class_of(state))
            markup(drawing->out, "<line class=\"%s\" x1=\"%g\" x2=\"%g\" y1=\"%g\" y2=\"%g\"/>\n",
                   class_of(state), x, x, row_start(drawing, row), row_end(drawing, next - 1));
    }
}

/* Behind the texts, which keep a margin of paper around them. */
static void put_edge(struct drawing *drawing, const struct trace_edge *edge) {
    const struct trace_event *events = drawing->trace->events;
    if (events[edge->first].starter == TRACE_NOBODY || events[edge->then].starter == TRACE_NOBODY)
        return;
    double x1 = drawing->lanes[events[edge->first].starter], x2 = drawing->lanes[events[edge->then].starter];
    double y1 = drawing->rows[edge->first] + MARK + 1, y2 = drawing->rows[edge->then] - MARK - 2;
    double middle = (y1 + y2) / 2, bulge = x1 == x2 ? LABEL : 0;
    markup(drawing->out, "<path class=\"edge\" marker-end=\"url(#arrow)\" d=\"M%g %gC%g %g %g %g %g %g\"/>\n",
           x1, y1, x1 - bulge, middle, x2 - bulge, middle, x2, y2);
}

/* ---- events ---- */

static const char *mark_of(const struct trace_event *event) {
    return event->failed ? "missed" : event->enforced ? "held" : "happened";
}

static void put_mark(struct drawing *drawing, const char *class, double x, double y) {
    const double half = MARK + 1, cross = MARK - 2;
    if (strcmp(class, "missed")) {
        markup(drawing->out, "<circle class=\"%s\" cx=\"%g\" cy=\"%g\" r=\"%g\"/>\n", class, x, y,
               MARK - 1.0);
        return;
    }
    markup(drawing->out, "<rect class=\"missed\" x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\"/>", x - half,
           y - half, 2 * half, 2 * half);
    markup(drawing->out, "<path class=\"missed\" d=\"M%g %gL%g %gM%g %gL%g %g\"/>\n", x - cross, y - cross,
           x + cross, y + cross, x + cross, y - cross, x - cross, y + cross);
}

static void put_text(struct drawing *drawing, double x, double y, const char *class, const char *text) {
    markup(drawing->out, "<text class=\"%s\" x=\"%g\" y=\"%g\">%s</text>\n", class, x, y, text);
}

static void put_cell(struct drawing *drawing, const struct cell *cell, double x, double y) {
    static const char *const classes[] = {[TONE_PLAIN] = "label",
                                          [TONE_DIM] = "label dim",
                                          [TONE_STRONG] = "label strong",
                                          [TONE_FAILED] = "label fail"};
    for (size_t i = 0; i < cell->count; i++, y += LINE) {
        const struct line *line = &cell->lines[i];
        markup(drawing->out, "<text class=\"%s\" x=\"%g\" y=\"%g\">%s", classes[line->tone], x, y,
               line->text);
        if (line->place)
            markup(drawing->out, "<tspan class=\"place\" dx=\"%g\">%s</tspan>", drawing_text_width(CELLS_GAP),
                   line->place);
        fputs("</text>\n", drawing->out);
    }
}

/* What a mouse over the event shows: names in full. */
static void put_title(struct drawing *drawing, const struct trace_event *event) {
    char *checkpoint = lanes_checkpoint(event, -1u, ""), *values = lanes_values(event);
    markup(drawing->out, "<title>%s %s%s%s", drawing->trace->starters[event->starter].name,
           event->failed ? "not reached: " : "", checkpoint, values);
    if (event->file)
        markup(drawing->out, "\n%s", event->file);
    if (event->file && event->line)
        markup(drawing->out, ":%u", event->line);
    markup(drawing->out, "\n%s</title>\n",
           event->failed     ? "the order ends here"
           : event->enforced ? "held there by the order"
                             : "just happened");
    free(checkpoint);
    free(values);
}

static void put_margin(struct drawing *drawing, size_t i, double y) {
    char *time = lanes_time(drawing->trace->events[i].time);
    if (drawing->cells.lanes.numbers[i])
        markup(drawing->out, "<text class=\"dim\" text-anchor=\"end\" x=\"%g\" y=\"%g\">%u</text>\n",
               BORDER + drawing_text_width(4), y, drawing->cells.lanes.numbers[i]);
    if (*time)
        markup(drawing->out, "<text class=\"dim\" text-anchor=\"end\" x=\"%g\" y=\"%g\">%s</text>\n",
               drawing->gutter - BORDER, y, time);
    free(time);
}

static void put_event(struct drawing *drawing, size_t i) {
    const struct trace_event *event = &drawing->trace->events[i];
    double y = drawing->rows[i];
    cells_fill(&drawing->cells, i);
    fputs("<g class=\"event\">\n", drawing->out);
    put_title(drawing, event);
    put_margin(drawing, i, y + BASE);
    put_mark(drawing, mark_of(event), drawing->lanes[event->starter], y);
    for (size_t s = 0; drawing->cells.widths && s < drawing->trace->starter_count; s++)
        put_cell(drawing, &drawing->cells.cells[s], drawing->lanes[s] + LABEL, y + BASE);
    if (!drawing->cells.widths)
        put_cell(drawing, drawing->cells.cells, drawing->single, y + BASE);
    fputs("</g>\n", drawing->out);
}

/* Each line of a text, and where the next would stand. */
static double put_lines(struct drawing *drawing, double x, double y, const char *class, const char *text) {
    while (text && *text) {
        size_t length = drawing_line_length(text);
        char *line = xasprintf("%.*s", (int)length, text);
        put_text(drawing, x, y, class, line);
        free(line);
        y += LINE;
        text += length + (text[length] == '\n');
    }
    return y;
}

static void put_pause(struct drawing *drawing, const struct trace_event *event, double y) {
    double height = drawing_band_height(event), right = drawing->width;
    markup(drawing->out,
           "<g class=\"pause\"><rect class=\"band\" x=\"0\" y=\"%g\" width=\"%g\" height=\"%g\"/>\n", y,
           right, height);
    markup(drawing->out, "<path class=\"rule\" d=\"M0 %gH%gM0 %gH%g\"/>\n", y, right, y + height, right);
    char *name = xasprintf("pause %s", event->name);
    put_text(drawing, drawing->gutter, y + LINE, "strong", name);
    put_lines(drawing, drawing->gutter, y + 2 * LINE, "dim", event->text);
    fputs("</g>\n", drawing->out);
    free(name);
}

/* ---- head and foot ---- */

static void put_names(struct drawing *drawing) {
    for (size_t i = 0; i < drawing->trace->starter_count; i++) {
        const struct trace_starter *starter = &drawing->trace->starters[i];
        double x = drawing->lanes[i], y = drawing->top - ROW_GAP;
        markup(drawing->out, "<g class=\"lane\"><title>%s\n%s</title>\n", starter->name,
               starter->what ? starter->what : "");
        unsigned width = drawing->cells.widths ? drawing->cells.widths[i] + 1 : MOST_NAME;
        char *name = lanes_shorten(starter->name, width, "\u2026");
        char *what = lanes_shorten(starter->what ? starter->what : "", width, "\u2026");
        if (drawing->cells.widths) {
            put_text(drawing, x - MARK, y - LINE, "name", name);
            put_text(drawing, x - MARK, y, "dim", what);
        } else {
            markup(drawing->out, "<text class=\"name\" transform=\"translate(%g %g)rotate(-90)\">%s</text>\n",
                   x + BASE, y, name);
        }
        fputs("</g>\n", drawing->out);
        free(name);
        free(what);
    }
}

static bool is_line(const char *class) {
    return !strcmp(class, "running") || !strcmp(class, "parked") || !strcmp(class, "asleep");
}

/* Whether the picture has such a line or mark. */
static bool is_used(const struct drawing *drawing, const char *class) {
    const struct trace *trace = drawing->trace;
    for (size_t i = 0; i < trace->event_count; i++) {
        for (size_t s = 0; is_line(class) && s < trace->starter_count; s++) {
            const char *state = class_of(lanes_at(&drawing->cells.lanes, i, s)->state);
            if (state && !strcmp(state, class))
                return true;
        }
        if (trace->events[i].kind != TRACE_PAUSE && !strcmp(class, mark_of(&trace->events[i])))
            return true;
    }
    return false;
}

/* A sample and its word; where the next one stands. */
static double put_sample(struct drawing *drawing, double x, double y, const char *class, const char *word) {
    if (is_line(class))
        markup(drawing->out, "<line class=\"%s\" x1=\"%g\" x2=\"%g\" y1=\"%g\" y2=\"%g\"/>\n", class, x,
               x + 2 * LABEL, y - BASE, y - BASE);
    else
        put_mark(drawing, class, x + LABEL, y - BASE);
    put_text(drawing, x + 2 * LABEL + MARK + 3, y, "dim", word);
    return x + 3 * LABEL + drawing_text_width(strlen(word)) + MARK + 3;
}

static double put_legend(struct drawing *drawing, double y) {
    static const char *const samples[][2] = {
        {"running", "running"},        {"parked", "parked"},
        {"asleep", "asleep"},          {"held", "held there by the order"},
        {"happened", "just happened"}, {"missed", "not reached"}};
    double x = BORDER;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        if (!is_used(drawing, samples[i][0]))
            continue;
        if (x > BORDER && x + 4 * LABEL + drawing_text_width(strlen(samples[i][1])) > drawing->width) {
            x = BORDER;
            y += LINE + ROW_GAP;
        }
        x = put_sample(drawing, x, y, samples[i][0], samples[i][1]);
    }
    return y + LINE + ROW_GAP;
}

static void put_foot(struct drawing *drawing) {
    const struct trace *trace = drawing->trace;
    double y = put_legend(drawing, drawing->bottom + 2 * LINE);
    if (trace->verdict) {
        char *verdict = xasprintf("verdict: %s", trace->verdict);
        put_text(drawing, BORDER, y, strcmp(trace->verdict, "held") ? "fail" : "strong", verdict);
        free(verdict);
        y = put_lines(drawing, BORDER, y + LINE, "", trace->report);
    }
    drawing->height = y + ROW_GAP;
}

/* ---- the picture ---- */

static void put_picture(struct drawing *drawing) {
    const struct trace *trace = drawing->trace;
    if (trace->title)
        put_text(drawing, BORDER, BORDER + LINE / 2, "title", trace->title);
    put_names(drawing);
    for (size_t i = 0; i < trace->starter_count; i++)
        put_lane(drawing, i);
    for (size_t i = 0; i < trace->event_count; i++)
        if (trace->events[i].kind == TRACE_PAUSE)
            put_pause(drawing, &trace->events[i], drawing->rows[i]);
    for (size_t i = 0; trace->edge_count <= MOST_EDGES && i < trace->edge_count; i++)
        put_edge(drawing, &trace->edges[i]);
    for (size_t i = 0; i < trace->event_count; i++)
        if (trace->events[i].kind != TRACE_PAUSE)
            put_event(drawing, i);
    put_foot(drawing);
}

void show_svg(FILE *out, const struct trace *trace) {
    struct drawing drawing;
    struct sheet sheet;
    sheet_open(&sheet);
    drawing_lay_out(&drawing, trace);
    drawing.out = sheet.out;
    put_picture(&drawing);
    char *picture = sheet_close(&sheet);
    markup(out,
           "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%g\" height=\"%g\" viewBox=\"0 0 %g %g\" "
           "role=\"img\" "
           "aria-label=\"%s\">\n<style>\n",
           drawing.width, drawing.height, drawing.width, drawing.height,
           trace->title ? trace->title : "interleaving");
    fputs(page_picture_css, out);
    fputs("</style>\n<defs><marker id=\"arrow\" markerWidth=\"7\" markerHeight=\"7\" refX=\"6\" refY=\"3.5\" "
          "orient=\"auto\"><path class=\"head\" d=\"M0 0L7 3.5L0 7z\"/></marker></defs>\n"
          "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n",
          out);
    fputs(picture, out);
    fputs("</svg>\n", out);
    free(picture);
    drawing_free(&drawing);
}
