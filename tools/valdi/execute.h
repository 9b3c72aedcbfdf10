/* A program held to an order, once: what run and prove do N times. */
#ifndef VALDI_EXECUTE_H
#define VALDI_EXECUTE_H

#include "order_file.h"
#include "trace.h"

#include <stdint.h>

/* What is to be done at a pause. */
struct at_pause {
    char *name, *command; /* for sh -c */
};

struct job {
    const struct valdi__order_text *order;
    const char *order_path;
    char **program; /* and its arguments, ends with NULL; NULL: the order has all processes */
    struct at_pause *at_pauses;
    size_t at_pause_count;
    unsigned timeout;   /* ms; 0: none but the backstop */
    bool keeps_output;  /* what processes and commands write goes to the outcome */
    bool spares_stdout; /* what they write to standard output goes to standard error */
    bool traces;
};

struct outcome {
    valdi_verdict verdict; /* the order's; VALDI_DIED also if it held and then a process failed */
    bool as_expected;
    bool failed; /* a process ended by a signal, or with another status than 0, by itself */
    bool reached_all;
    uint32_t steps, steps_reached;
    char *reason; /* why it is not as expected, a line; or NULL */
    char *ended;  /* how a process ended: "exited with status 1" */
    char *who;    /* which of the order's that is; NULL: the program */
    int status;   /* its own, as waitpid has it; -1: not known */
    char *report; /* or NULL */
    char *output; /* or NULL */
    size_t output_size;
    uint64_t time; /* ns */
    struct trace trace;
};

/* False after saying on standard error why it cannot be done. Otherwise outcome_free() releases the outcome. */
bool execute(const struct job *job, struct outcome *outcome);
/* Who ended, for people: "the program". */
const char *outcome_who(const struct outcome *outcome);
void outcome_free(struct outcome *outcome);

#endif
