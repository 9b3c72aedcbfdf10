/* An interleaving in memory. */
#include "trace.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

struct trace_starter *trace_add_starter(struct trace *trace, const char *name, const char *what) {
    trace->starters = xgrow(trace->starters, trace->starter_count, sizeof *trace->starters);
    struct trace_starter *starter = &trace->starters[trace->starter_count++];
    starter->name = xstrdup(name);
    starter->what = xstrdup(what);
    return starter;
}

struct trace_event *trace_add_event(struct trace *trace, enum trace_kind kind, int starter,
                                    const char *name) {
    trace->events = xgrow(trace->events, trace->event_count, sizeof *trace->events);
    struct trace_event *event = &trace->events[trace->event_count++];
    event->kind = kind;
    event->starter = starter;
    event->name = xstrdup(name);
    event->time = TRACE_TIMELESS;
    return event;
}

void trace_add_value(struct trace_event *event, const char *name, const char *text) {
    event->values = xgrow(event->values, event->value_count, sizeof *event->values);
    event->values[event->value_count++] = (struct trace_value){xstrdup(name), xstrdup(text)};
}

void trace_add_change(struct trace_event *event, unsigned starter, enum trace_state state,
                      const char *detail) {
    event->changes = xgrow(event->changes, event->change_count, sizeof *event->changes);
    event->changes[event->change_count++] = (struct trace_change){starter, state, xstrdup(detail)};
}

void trace_add_edge(struct trace *trace, unsigned first, unsigned then) {
    trace->edges = xgrow(trace->edges, trace->edge_count, sizeof *trace->edges);
    trace->edges[trace->edge_count++] = (struct trace_edge){first, then};
}

static void clear_event(struct trace_event *event) {
    for (size_t i = 0; i < event->value_count; i++) {
        free(event->values[i].name);
        free(event->values[i].text);
    }
    for (size_t i = 0; i < event->change_count; i++)
        free(event->changes[i].detail);
    free(event->values);
    free(event->changes);
    free(event->name);
    free(event->file);
    free(event->text);
}

void trace_clear(struct trace *trace) {
    for (size_t i = 0; i < trace->starter_count; i++) {
        free(trace->starters[i].name);
        free(trace->starters[i].what);
    }
    for (size_t i = 0; i < trace->event_count; i++)
        clear_event(&trace->events[i]);
    free(trace->starters);
    free(trace->events);
    free(trace->edges);
    free(trace->title);
    free(trace->verdict);
    free(trace->report);
    memset(trace, 0, sizeof *trace);
}
