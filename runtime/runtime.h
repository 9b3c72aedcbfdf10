/* What the runtime's files share. */
#ifndef VALDI_RUNTIME_H
#define VALDI_RUNTIME_H

#include "control.h"

#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <valdi/site.def>
#include <valdi/site.h>
#include <valdi/valdi.h>

/* ---- gate.c ---- */

/* Nanoseconds of the monotonic clock. */
uint64_t valdi__clock_now(void);

/* Between the two, the calling thread, the test's, may look at what starters have written and will write
 * again. */
void valdi__look_begin(void);
void valdi__look_end(void);

/* The runner lets the starter go: MOVING from STANDING, FREE also from MOVING, DISMISSED. Where the table in
 * control.h allows no such step, nothing happens. */
void valdi__gate_release(struct valdi__control *control, struct valdi__gate *gate, enum valdi__turn turn);
/* The runner waits until the starter stands or has finished. False at the deadline. */
bool valdi__gate_settle(struct valdi__control *control, struct valdi__gate *gate, uint64_t deadline);
/* The starter waits until it is let go, and learns how. */
enum valdi__turn valdi__gate_enter(struct valdi__control *control, struct valdi__gate *gate);
/* The starter stands still where it is until it is let go; not at all if the order was given up. */
void valdi__gate_park(struct valdi__control *control, struct valdi__gate *gate);
/* The starter's last act. */
void valdi__gate_leave(struct valdi__control *control, struct valdi__gate *gate);

/* ---- hook.c ---- */

/* The starter that a thread is. control is NULL in threads that are no starter's. inside is the frame of
 * Valdi's own code on the thread's stack, NULL outside: a hook on top of it, in a signal handler or in
 * what that code calls, passes. */
struct valdi__self {
    struct valdi__control *control;
    struct valdi__gate *gate;
    uint32_t index;
    const void *inside;
};
extern _Thread_local struct valdi__self valdi__self;

/* Whether the nth hit of the point is what the calling starter is on its way to. */
bool valdi__starter_awaits(const struct valdi__self *self, uint32_t point, uint32_t nth);
/* The calling starter stands still there until it is let go. */
void valdi__starter_stop(const struct valdi__self *self, uint32_t point, const struct valdi_site *site);

/* ---- site.c ---- */

/* Nobody is parked between the two. */
void valdi__registry_lock(void);
void valdi__registry_unlock(void);
/* The modules, a list through next, and a number that grows with each change of it. With the lock. */
const struct valdi_module *valdi__registry_modules(unsigned *at_change);

/* Whether the program has a point of that kind and name. If not, why says so, with the nearest. */
bool valdi__site_known(uint32_t kind, const char *name, char *why, size_t size);
/* Arms the sites of the block's points, also those of libraries loaded later, until disarmed. */
void valdi__sites_arm(const struct valdi__control *control);
void valdi__sites_disarm(void);
/* Hits of the point by threads that are no starter's, since it was armed. Only while armed. */
uint32_t valdi__site_others(const struct valdi__control *control, uint32_t point);

/* ---- entry.c ---- */

/* False if some entry of a checkpoint file matched nothing in the whole program; why names it. */
bool valdi__entries_matched(char *why, size_t size);

/* ---- starter.c ---- */

struct valdi_starter {
    char *name;
    void *(*function)(void *);
    void *argument, *result;
    pthread_t thread;
    bool created, joined;
    bool detached;        /* the thread did that to itself: it cannot be joined. Written before it finishes */
    valdi_runner *runner; /* that has taken it over */
    uint32_t index;       /* there */
    struct valdi__control *control;
    valdi_checkpoint *checkpoints; /* a list through sibling */
};

struct valdi_checkpoint {
    valdi_starter *starter;
    valdi_checkpoint *sibling;
    uint32_t kind;  /* of valdi_site; 0 for started and finished */
    char *name;     /* of the function or marker, or NULL */
    uint32_t point; /* in the runner's control block; fixed from the start for started and finished */
    uint32_t nth;   /* 0: the next hit */
    bool placed;    /* while an order is checked: it stands there */
};

/* Creates the thread, which then stands at its gate. 0 or an error number. */
int valdi__starter_create(valdi_starter *starter, struct valdi__control *control);
/* Waits for the thread to be gone, its result taken. False at the deadline. */
bool valdi__starter_join(valdi_starter *starter, uint64_t deadline);
/* Frees the starter and its checkpoints, whoever has taken it over. */
void valdi__starter_destroy(valdi_starter *starter);
/* "after withdraw", "started" */
void valdi__checkpoint_describe(FILE *out, const valdi_checkpoint *checkpoint);

/* ---- order.c ---- */

/* Marks each starter's last step. False without memory. */
bool valdi__order_mark_last(struct valdi__step *steps, uint32_t count, uint32_t starter_count);
/* The first step at or behind from that is the checkpoint; count if there is none. */
uint32_t valdi__order_find(valdi_checkpoint *const order[], uint32_t from, uint32_t count,
                           const valdi_checkpoint *checkpoint);
/* Builds the control block for an order: numbers the checkpoints' points, lays out and fills the block, which
 * valdi__control_free releases. NULL without memory. */
struct valdi__control *valdi__control_new(uint32_t starter_count, valdi_checkpoint *const order[],
                                          uint32_t step_count);
void valdi__control_free(struct valdi__control *control);

/* ---- check.c ---- */

/* Whether a runner can have these starters, and then this order. If not, the error is set. */
bool valdi__check_starters(valdi_starter *const starters[], uint32_t count);
bool valdi__check_order(valdi_checkpoint *const order[], uint32_t count, const valdi_runner *runner);

/* ---- runner.c ---- */

/* In a child made by fork: the parent's runner is none of its. */
void valdi__runner_forget(void);

struct valdi_runner {
    struct valdi__control *control;
    valdi_starter **starters;
    valdi_checkpoint **order;
    uint32_t step; /* the one that comes next */
    bool drained;  /* everybody was let go, and has ended or was given up */
    valdi_verdict verdict;
    uint64_t backstop; /* nanoseconds */
    uint64_t began, ended;
    const valdi_starter *culprit; /* whom a failing verdict is about */
    bool culprit_ending;          /* it was on its way to its end, not to a checkpoint */
    char *report;                 /* what valdi_runner_explain returned last */
};

/* ---- report.c ---- */

/* Writes the report of at most a dozen lines. */
void valdi__report_write(FILE *out, const valdi_runner *runner);
/* To standard error, past stdio: a parked starter may hold the stream's lock. */
void valdi__report_print(const char *text);

/* ---- error.c ---- */

/* Records why a call fails. */
void valdi__error_set(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same for a constructor: the failure stays open until somebody asks. */
void valdi__error_open(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Whether a constructor has failed and nobody has asked why; closes it. */
bool valdi__error_was_open(void);

#endif
