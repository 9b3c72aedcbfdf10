/* What every starter does while each event of a trace comes about. */
#include "lanes.h"

#include "memory.h"

#include <stdlib.h>

static struct lane *at(const struct lanes *lanes, size_t row, size_t starter) {
    return &lanes->rows[row * lanes->starter_count + starter];
}

const struct lane *lanes_at(const struct lanes *lanes, size_t row, size_t starter) {
    return at(lanes, row, starter);
}

static bool has_changes(const struct trace *trace) {
    for (size_t i = 0; i < trace->event_count; i++)
        if (trace->events[i].change_count)
            return true;
    return false;
}

/* What an order says of who has come to an event: in a sequence one moves at a time, under constraints all do. */
static enum trace_state state_behind(const struct trace *trace, const struct trace_event *event) {
    if (event->kind == TRACE_FINISHED)
        return TRACE_GONE;
    if (event->kind == TRACE_BLOCKED)
        return TRACE_ASLEEP;
    return event->enforced && !trace->edge_count ? TRACE_PARKED : TRACE_RUNNING;
}

/* What was written down goes before what follows. */
static void change_lanes(struct lanes *lanes, const struct trace *trace, size_t i) {
    const struct trace_event *event = &trace->events[i];
    for (size_t starter = 0; starter < lanes->starter_count; starter++)
        *at(lanes, i + 1, starter) = *at(lanes, i, starter);
    if (event->starter != TRACE_NOBODY && !event->failed)
        *at(lanes, i + 1, event->starter) = (struct lane){state_behind(trace, event), NULL};
    for (size_t c = 0; c < event->change_count; c++)
        *at(lanes, i + 1, event->changes[c].starter) =
            (struct lane){event->changes[c].state, event->changes[c].detail};
}

/* Who came to an event ran there; who slept until then, only for a moment. */
static void run_up(struct lanes *lanes, const struct trace *trace) {
    for (size_t i = 0; i < trace->event_count; i++) {
        const struct trace_event *event = &trace->events[i];
        if (event->starter != TRACE_NOBODY && !event->failed && event->kind != TRACE_STARTED &&
            at(lanes, i, event->starter)->state != TRACE_ASLEEP)
            *at(lanes, i, event->starter) = (struct lane){TRACE_RUNNING, NULL};
    }
}

/* In a sequence, who has no checkpoint left runs to its end before anyone else moves. */
static void run_out(struct lanes *lanes, const struct trace *trace) {
    for (size_t starter = 0; starter < lanes->starter_count; starter++) {
        size_t last = trace->event_count;
        while (last && trace->events[last - 1].starter != (int)starter)
            last--;
        if (!last || trace->events[last - 1].failed || trace->events[last - 1].kind == TRACE_FINISHED ||
            !trace->events[last - 1].enforced)
            continue;
        for (size_t row = last; row <= trace->event_count; row++)
            *at(lanes, row, starter) = (struct lane){row == last ? TRACE_RUNNING : TRACE_GONE, NULL};
    }
}

static unsigned *number_events(const struct trace *trace) {
    unsigned *numbers = xrealloc(NULL, trace->event_count, sizeof *numbers), number = 0;
    bool has_order = false;
    for (size_t i = 0; i < trace->event_count; i++)
        has_order = has_order || trace->events[i].enforced || trace->events[i].failed;
    for (size_t i = 0; i < trace->event_count; i++) {
        const struct trace_event *event = &trace->events[i];
        bool counts = event->kind != TRACE_PAUSE && (!has_order || event->enforced || event->failed);
        numbers[i] = counts ? ++number : 0;
    }
    return numbers;
}

struct lanes lanes_of(const struct trace *trace) {
    struct lanes lanes = {.starter_count = trace->starter_count, .numbers = number_events(trace)};
    lanes.rows = xrealloc(NULL, trace->event_count + 1, (trace->starter_count + 1) * sizeof *lanes.rows);
    for (size_t starter = 0; starter < lanes.starter_count; starter++)
        *at(&lanes, 0, starter) = (struct lane){trace->edge_count ? TRACE_RUNNING : TRACE_UNSTARTED, NULL};
    for (size_t i = 0; i < trace->event_count; i++)
        change_lanes(&lanes, trace, i);
    if (!has_changes(trace) && !trace->edge_count)
        run_out(&lanes, trace);
    run_up(&lanes, trace);
    return lanes;
}

void lanes_free(struct lanes *lanes) {
    free(lanes->rows);
    free(lanes->numbers);
}
