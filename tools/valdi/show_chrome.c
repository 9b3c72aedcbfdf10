/* An interleaving as trace events, as Chrome writes and Perfetto reads them: a thread for each starter, a slice for each
 * call and for each time it is parked or asleep. */
#include "json.h"
#include "lanes.h"
#include "memory.h"
#include "show.h"

#include <stdlib.h>
#include <string.h>

enum { PROCESS = 1, TEST = 1, FIRST_STARTER = 2 }; /* the process, and threads */

struct slice {
    int64_t start, end; /* ns; an instant ends where it starts */
    size_t sequence;
    json_t *json;
};

struct chrome {
    const struct trace *trace;
    struct lanes lanes;
    int64_t *times;  /* of events: never two at a time, so that slices nest */
    size_t *matches; /* the after of each before, and the reverse; or the event itself */
    struct slice *slices;
    size_t slice_count;
};

/* ---- times and calls ---- */

static void set_times(struct chrome *chrome) {
    const struct trace *trace = chrome->trace;
    int64_t last = -1, step = 1000000; /* where nothing is known, a millisecond is easy to look at */
    chrome->times = xrealloc(NULL, trace->event_count, sizeof *chrome->times);
    for (size_t i = 0; i < trace->event_count; i++)
        if (trace->events[i].time != TRACE_TIMELESS)
            step = 1;
    for (size_t i = 0; i < trace->event_count; i++) {
        int64_t time = trace->events[i].time;
        last = time > last ? time : i ? last + step : 0;
        chrome->times[i] = last;
    }
}

static bool is_call(const struct trace_event *event, enum trace_kind kind) {
    return event->kind == kind && !event->failed;
}

/* Matches the event with the innermost call of its function that is open, if there is one. */
static void end_call(struct chrome *chrome, size_t after, size_t *top, const size_t *below, size_t none) {
    const struct trace_event *events = chrome->trace->events;
    size_t before = *top;
    while (before != none && strcmp(events[before].name, events[after].name))
        before = below[before];
    if (before == none)
        return;
    *top = below[before];
    chrome->matches[before] = after;
    chrome->matches[after] = before;
}

/* Each starter has a stack of calls that are open: top is the innermost, below the one around each. A call that is open
 * when an outer one ends was left by a jump: it has no end. */
static void match_calls(struct chrome *chrome) {
    const struct trace *trace = chrome->trace;
    const size_t none = trace->event_count;
    size_t *matches = chrome->matches = xrealloc(NULL, trace->event_count, sizeof *matches);
    size_t *below = xrealloc(NULL, trace->event_count, sizeof *below);
    size_t *top = xrealloc(NULL, trace->starter_count, sizeof *top);
    for (size_t i = 0; i < trace->starter_count; i++)
        top[i] = none;
    for (size_t i = 0; i < trace->event_count; i++) {
        const struct trace_event *event = &trace->events[i];
        matches[i] = i;
        if (is_call(event, TRACE_BEFORE)) {
            below[i] = top[event->starter];
            top[event->starter] = i;
        } else if (is_call(event, TRACE_AFTER)) {
            end_call(chrome, i, &top[event->starter], below, none);
        }
    }
    free(below);
    free(top);
}

/* ---- slices ---- */

static void add(struct chrome *chrome, unsigned thread, int64_t start, int64_t end, char *name, json_t *args,
                const char *scope) {
    json_t *json = json_made(json_object());
    json_put_text(json, "name", name);
    json_put_text(json, "ph", scope ? "i" : "X");
    json_put(json, "ts", json_real(start / 1000.0));
    if (scope)
        json_put_text(json, "s", scope);
    else
        json_put(json, "dur", json_real((end - start) / 1000.0));
    json_put(json, "pid", json_integer(PROCESS));
    json_put(json, "tid", json_integer(thread));
    json_put(json, "args", args);
    chrome->slices = xgrow(chrome->slices, chrome->slice_count, sizeof *chrome->slices);
    chrome->slices[chrome->slice_count] = (struct slice){start, end, chrome->slice_count, json};
    chrome->slice_count++;
    free(name);
}

static void set_values(json_t *args, const struct trace_event *event) {
    for (size_t i = 0; i < event->value_count; i++) {
        const char *name = event->values[i].name;
        const char *otherwise = event->kind == TRACE_AFTER ? "result" : "value";
        json_put_text(args, *name ? name : otherwise, event->values[i].text);
    }
}

static json_t *args_of(const struct chrome *chrome, size_t i) {
    const struct trace_event *event = &chrome->trace->events[i];
    json_t *args = json_made(json_object());
    set_values(args, event);
    if (event->file) {
        char *place = event->line ? xasprintf("%s:%u", event->file, event->line) : xstrdup(event->file);
        json_put_text(args, "where", place);
        free(place);
    }
    if (event->text)
        json_put_text(args, "text", event->text);
    if (event->nth)
        json_put(args, "nth", json_integer(event->nth));
    if (chrome->lanes.numbers[i])
        json_put(args, "step", json_integer(chrome->lanes.numbers[i]));
    json_put(args, "enforced", json_boolean(event->enforced));
    return args;
}

static void add_call(struct chrome *chrome, size_t before, size_t after) {
    const struct trace_event *events = chrome->trace->events;
    json_t *args = args_of(chrome, before);
    set_values(args, &events[after]);
    if (events[after].unwound)
        json_put_text(args, "left", "by an exception");
    add(chrome, FIRST_STARTER + events[before].starter, chrome->times[before], chrome->times[after],
        xstrdup(events[before].name), args, NULL);
}

static void add_instant(struct chrome *chrome, size_t i) {
    const struct trace_event *event = &chrome->trace->events[i];
    bool is_pause = event->kind == TRACE_PAUSE;
    unsigned thread = is_pause ? TEST : FIRST_STARTER + (unsigned)event->starter;
    char *checkpoint = lanes_checkpoint(event, -1u, "");
    char *name = event->failed ? xasprintf("not reached: %s", checkpoint) : xstrdup(checkpoint);
    add(chrome, thread, chrome->times[i], chrome->times[i], name, args_of(chrome, i),
        event->failed || is_pause ? "g" : "t");
    free(checkpoint);
}

/* Whoever came to an event was awake there: what it does behind it is another slice, so that slices nest with calls. */
static void add_states(struct chrome *chrome, size_t starter) {
    size_t count = chrome->trace->event_count;
    for (size_t row = 1, next; row < count; row = next) {
        const struct lane *lane = lanes_at(&chrome->lanes, row, starter), *other;
        for (next = row + 1; next < count; next++) {
            const struct trace_event *event = &chrome->trace->events[next - 1];
            bool is_own = event->starter == (int)starter && !event->failed;
            other = lanes_at(&chrome->lanes, next, starter);
            if (is_own || other->state != lane->state || other->detail != lane->detail)
                break;
        }
        if (lane->state != TRACE_PARKED && lane->state != TRACE_ASLEEP)
            continue;
        json_t *args = json_made(json_object());
        if (lane->detail)
            json_put_text(args, "what for", lane->detail);
        add(chrome, FIRST_STARTER + starter, chrome->times[row - 1], chrome->times[next - 1],
            xstrdup(lanes_state_names[lane->state]), args, NULL);
    }
}

static int compare_slices(const void *left, const void *right) {
    const struct slice *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1; /* what holds the others comes first */
    return a->sequence < b->sequence ? -1 : 1;
}

/* ---- the file ---- */

static void put(FILE *out, json_t *json) {
    json_dumpf(json, out, JSON_COMPACT | JSON_REAL_PRECISION(15)); /* to the ns for ten days */
    json_decref(json);
}

static void put_name(FILE *out, const char *what, unsigned thread, const char *name) {
    json_t *json = json_made(json_pack("{s:s, s:s, s:i, s:i, s:{s:s}}", "name", what, "ph", "M", "pid",
                                       PROCESS, "tid", (int)thread, "args", "name", name));
    put(out, json);
}

static void put_names(FILE *out, const struct trace *trace) {
    put_name(out, "process_name", TEST, trace->title ? trace->title : "interleaving");
    fputs(",\n", out);
    put_name(out, "thread_name", TEST, "the test");
    for (size_t i = 0; i < trace->starter_count; i++) {
        fputs(",\n", out);
        put_name(out, "thread_name", FIRST_STARTER + i, trace->starters[i].name);
    }
}

void show_chrome(FILE *out, const struct trace *trace) {
    struct chrome chrome = {.trace = trace, .lanes = lanes_of(trace)};
    set_times(&chrome);
    match_calls(&chrome);
    for (size_t i = 0; i < trace->event_count; i++) {
        if (chrome.matches[i] > i)
            add_call(&chrome, i, chrome.matches[i]);
        if (chrome.matches[i] == i || trace->events[i].enforced)
            add_instant(&chrome, i);
    }
    for (size_t i = 0; i < trace->starter_count; i++)
        add_states(&chrome, i);
    if (chrome.slice_count)
        qsort(chrome.slices, chrome.slice_count, sizeof *chrome.slices, compare_slices);
    fputs("{\"displayTimeUnit\": \"ns\", \"traceEvents\": [\n", out);
    put_names(out, trace);
    for (size_t i = 0; i < chrome.slice_count; i++) {
        fputs(",\n", out);
        put(out, chrome.slices[i].json);
    }
    fputs("\n]}\n", out);
    free(chrome.times);
    free(chrome.matches);
    free(chrome.slices);
    lanes_free(&chrome.lanes);
}
