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
 * what that code calls, passes. nesting is NULL if the order tracks no functions. */
struct valdi__self {
    struct valdi__control *control;
    struct valdi__gate *gate;
    uint32_t index;
    const void *inside;
    struct valdi__nesting *nesting;
};
extern _Thread_local struct valdi__self valdi__self;

/* A hit, with the registers its values came in. */
void valdi__hit_take(struct valdi_site *site, const uint64_t *registers);
/* Whether the nth hit of the point is what the calling starter is on its way to. */
bool valdi__starter_awaits(const struct valdi__self *self, uint32_t point, uint32_t nth);
/* The calling starter stands still there until it is let go. */
void valdi__starter_stop(const struct valdi__self *self, uint32_t point, const struct valdi_site *site);

/* ---- hit.c ---- */

/* A hit, for the accessors of valdi.h. */
struct valdi_hit {
    const struct valdi_site *site;
    const uint64_t *arguments, *result; /* as brought; NULL if they are not known */
    char name[128], type[128];          /* what was asked for last */
};

/* How many values the text, of a site's arguments or result, says are brought. */
unsigned valdi__hit_brought(const char *values);

/* ---- nesting.c ---- */

/* Which tracked functions a starter is inside of. Used by the starter alone, also in signal handlers. */
struct valdi__nesting;

/* For the calling thread; NULL without memory. */
struct valdi__nesting *valdi__nesting_new(void);
void valdi__nesting_free(struct valdi__nesting *nesting);
/* The thread, its stack down to the address at, enters the tracked function with these arguments... */
void valdi__nesting_enter(struct valdi__nesting *nesting, uint32_t tracked, const void *at,
                          const uint64_t *arguments);
/* ... and leaves it. Returns the arguments, valid until the next call, or NULL if it was not seen to enter. */
const uint64_t *valdi__nesting_leave(struct valdi__nesting *nesting, uint32_t tracked, const void *at);
/* Whether it is inside. */
bool valdi__nesting_has(struct valdi__nesting *nesting, uint32_t tracked, const void *at);
/* It has passed a landing (VALDI_LANDING): if again, from all it entered since it did not return. */
void valdi__nesting_land(struct valdi__nesting *nesting, const struct valdi_site *landing, const void *at);

/* ---- site.c ---- */

/* Nobody is parked between the two. */
void valdi__registry_lock(void);
void valdi__registry_unlock(void);
/* The modules, a list through next, and a number that grows with each change of it. With the lock. */
const struct valdi_module *valdi__registry_modules(unsigned *at_change);

/* Whether a module of another format was turned away. With the lock. */
bool valdi__registry_has_foreign(void);
/* The module a site is in, or NULL. With the lock. */
const struct valdi_module *valdi__registry_module_of(const struct valdi_site *site);

/* Arms the sites of the block's points, also those of libraries loaded later, until disarmed. False without
 * memory. */
bool valdi__sites_arm(const struct valdi__control *control);
void valdi__sites_disarm(void);
/* Gives up what armed sites referred to, and frees it if no starter of that order is left. */
void valdi__sites_forget(bool nobody_left);
/* Hits of the point by threads that are no starter's, since it was armed. Only while armed. */
uint32_t valdi__site_others(uint32_t point);

/* ---- index.c ---- */

/* Sites by kind and name. A search and what it finds are valid while the registry's lock is held. */
struct valdi__search {
    const struct valdi__spelling *next;
    uint32_t kind;
    const char *name, *file; /* file, up to the colon before name, or NULL */
};

void valdi__search_begin(struct valdi__search *search, uint32_t kind, const char *name);
/* The next site, or NULL. */
struct valdi_site *valdi__search_next(struct valdi__search *search);
/* Whether a site around a call is silent: the function's body has a site too, and the call can reach it. One
 * call is one hit. */
bool valdi__site_is_silenced(const struct valdi_site *site);
/* Whether the program has a point of that kind and name. If not, why says so, with the nearest. Takes the
 * lock. */
bool valdi__site_known(uint32_t kind, const char *name, char *why, size_t size);

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

/* Creates the thread, which then stands at its gate. 0 or an error number. */
int valdi__starter_create(valdi_starter *starter, struct valdi__control *control);
/* Waits for the thread to be gone, its result taken. False at the deadline. */
bool valdi__starter_join(valdi_starter *starter, uint64_t deadline);
/* Frees the starter and its checkpoints, whoever has taken it over. */
void valdi__starter_destroy(valdi_starter *starter);

/* ---- checkpoint.c ---- */

struct valdi_checkpoint {
    valdi_starter *starter;
    valdi_checkpoint *sibling;
    uint32_t kind;  /* of valdi_site; 0 for started and finished */
    char *name;     /* of the function or marker, or NULL */
    uint32_t point; /* in the runner's control block; fixed from the start for started and finished */
    uint32_t nth;   /* 0: the next hit */
    int (*when)(const valdi_hit *, void *);
    void *argument; /* of when */
    char *inside;   /* name of a function, or NULL */
    bool placed;    /* while an order is checked: it stands there */
};

void valdi__checkpoint_free(valdi_checkpoint *checkpoint);
/* "after withdraw", "started", "before fsync/2 inside commit" */
void valdi__checkpoint_describe(FILE *out, const valdi_checkpoint *checkpoint);

/* ---- point.c ---- */

/* The points of an order. */
struct valdi__points {
    struct valdi__use *uses;
    uint32_t use_count, point_count;
    size_t name_bytes;
    bool is_conditional, is_tracking;
};

/* Finds the points of the checkpoints, tells each checkpoint its own, and counts. False without memory.
 * valdi__points_free releases the result. */
bool valdi__points_number(struct valdi__points *points, valdi_checkpoint *const order[], uint32_t step_count);
/* Writes them to the block, with their names at the offset. */
void valdi__points_fill(const struct valdi__points *points, struct valdi__control *control, uint64_t names);
void valdi__points_free(struct valdi__points *points);

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
