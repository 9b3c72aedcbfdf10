/* What happens while a program is held to an order, as a trace. */
#ifndef VALDI_FOLLOW_H
#define VALDI_FOLLOW_H

#include "../../runtime/order_text.h"
#include "../../runtime/runtime.h"
#include "log.h"
#include "trace.h"

/* A pause or step, and what starters were seen to do then. */
struct moment {
    char *pause; /* NULL: a step */
    char *text;  /* what the pause's command wrote */
    uint32_t step;
    struct trace_change *changes;
    size_t change_count;
};

struct follower {
    const valdi_runner *runner;
    uint32_t starter_count;
    struct log log;
    struct valdi__symbolizer symbolizer;
    enum trace_state *states; /* of each starter, as seen last... */
    char **details;           /* ... and what for; texts to be freed, or NULL */
    struct moment *moments;
    size_t moment_count;
    struct moment failure; /* when a failing verdict was decided */
};

/* log: begun. follow_free() releases what it holds, also if this was not called. */
void follow_begin(struct follower *follower, valdi_runner *runner);
/* The step was reached, or the pause; everybody stands. text is taken over. */
void follow_step(struct follower *follower, uint32_t step);
void follow_pause(struct follower *follower, const char *name, char *text);
/* Makes the trace of it, once the log was read, but before the runner is freed. */
void follow_end(struct follower *follower, const struct valdi__order_text *order, struct trace *trace);
void follow_free(struct follower *follower);

#endif
