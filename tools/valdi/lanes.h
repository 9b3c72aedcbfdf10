/* What every starter does while each event of a trace comes about, and the words for events: what all pictures share. */
#ifndef VALDI_LANES_H
#define VALDI_LANES_H

#include "trace.h"

/* In row r: between the events r - 1 and r. There is one row more than events. */
struct lanes {
    size_t starter_count;
    struct lane {
        enum trace_state state;
        const char *detail; /* the trace's, or NULL */
    } * rows;
    unsigned *numbers; /* of events: those of the order's steps, or of all if no order was held; 0: none */
};

struct lanes lanes_of(const struct trace *trace);
void lanes_free(struct lanes *lanes);
const struct lane *lanes_at(const struct lanes *lanes, size_t row, size_t starter);

extern const char *const lanes_state_names[]; /* by enum trace_state; "ended" for TRACE_GONE */
extern const char *const lanes_kind_names[];  /* by enum trace_kind */

/* All of these are to be freed. */
/* "after read_balance/2"; of the name, as much as fits in so many columns. */
char *lanes_checkpoint(const struct trace_event *event, unsigned width, const char *gap);
char *lanes_values(const struct trace_event *event); /* " = 100", "(amount=30)" or "" */
char *lanes_place(const struct trace_event *event);  /* "bank.c:7", without directories, or "" */
char *lanes_time(int64_t time);                      /* "41.2 us", or "" */
/* The numbers of the events that come before it by the order: "waits for 2, 5", or "". */
char *lanes_waits(const struct trace *trace, const struct lanes *lanes, size_t event);

/* A name that fits in so many columns: without parameters, template arguments, qualifiers, and at last with a gap
 * in its middle. To be freed. */
char *lanes_shorten(const char *name, unsigned width, const char *gap);

#endif
