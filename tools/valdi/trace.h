/* An interleaving: what the starters of a program came to, and in which order. Made of an order file, a recording or a
 * finished run; kept in files as JSON; drawn by show. All texts belong to the trace. */
#ifndef VALDI_TRACE_H
#define VALDI_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum trace_kind {
    TRACE_BEFORE,
    TRACE_AFTER,
    TRACE_AT,
    TRACE_STARTED,
    TRACE_BLOCKED,
    TRACE_FINISHED,
    TRACE_PAUSE /* the test, or a command, looks */
};

/* What a starter does between its events. */
enum trace_state {
    TRACE_UNSTARTED,
    TRACE_RUNNING,
    TRACE_PARKED,
    TRACE_ASLEEP, /* waits for something, a lock say */
    TRACE_GONE
};

struct trace_value {
    char *name; /* of an argument or a marker's value; "result"; "" if not known */
    char *text; /* as a person writes it: 30, -1, 0x7ffe1234, "alice" */
};

/* From this event on, the starter is in that state. */
struct trace_change {
    unsigned starter;
    enum trace_state state;
    char *detail; /* NULL, or what for: "pthread_mutex_lock(bank.lock), held by alice" */
};

enum { TRACE_NOBODY = -1 };
enum { TRACE_TIMELESS = -1 };

struct trace_event {
    enum trace_kind kind;
    int starter;   /* index, or TRACE_NOBODY: a pause */
    char *name;    /* function, marker or pause; NULL for the others */
    unsigned nth;  /* the how many-th such hit by its starter, from 1; 0: not known */
    char *file;    /* NULL: not known */
    unsigned line; /* 0: not known */
    int64_t time;  /* ns since the first event, or TRACE_TIMELESS */
    bool enforced; /* the order had it happen here; else it just happened */
    bool failed;   /* it should have come here, and did not */
    bool unwound;  /* after: an exception left the function */
    char *
        text; /* NULL, or more of it: a condition ("when amount == 30 inside commit"); what a pause's command wrote */
    struct trace_value *values; /* before: arguments; after: the result; at: values */
    size_t value_count;
    struct trace_change *changes;
    size_t change_count;
};

/* In a partial order: one event comes before the other. */
struct trace_edge {
    unsigned first, then; /* events */
};

struct trace_starter {
    char *name;
    char *what; /* "thread teller/1", "process ./teller --user alice" */
};

struct trace {
    char *title;   /* the program's command line, or the order file */
    char *verdict; /* "held", "died", ...; NULL: it is of no run */
    char *report;  /* NULL, or the verdict's, several lines */
    struct trace_starter *starters;
    size_t starter_count;
    struct trace_event
        *events; /* in the order they happened, or are to happen; behind a failed one all run freely */
    size_t event_count;
    struct trace_edge *edges;
    size_t edge_count;
};

/* Each grows the trace by one, all zeros but for what is said; valid until the next one is added. Ends the process
 * without memory, as the tool does everywhere. */
struct trace_starter *trace_add_starter(struct trace *trace, const char *name, const char *what);
struct trace_event *trace_add_event(struct trace *trace, enum trace_kind kind, int starter, const char *name);
void trace_add_value(struct trace_event *event, const char *name, const char *text);
void trace_add_change(struct trace_event *event, unsigned starter, enum trace_state state,
                      const char *detail);
void trace_add_edge(struct trace *trace, unsigned first, unsigned then);
void trace_clear(struct trace *trace);

/* Writes it as JSON; docs/traces.md has the format. False after an error of the stream. */
bool trace_write(FILE *out, const struct trace *trace);
/* Reads that back. False after saying why, with the file's name, on standard error. */
bool trace_read(FILE *in, const char *path, struct trace *trace);

#endif
