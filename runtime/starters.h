/* Starters, threads that become one, and their checkpoints. Part of runtime.h. */
#ifndef VALDI_STARTERS_H
#define VALDI_STARTERS_H

/* ---- starter.c ---- */

struct valdi_starter {
    char *name;
    enum valdi__kind kind;
    void *(*function)(void *);   /* of an adopted thread: what it was created with... */
    int (*function_c11)(void *); /* ... or this: by thrd_create */
    int (*main)(void *);         /* of a forked process */
    void *argument, *result;
    char **arguments; /* of a process that runs a program */
    pthread_t thread;
    valdi_starter *home; /* of an adopted thread: whose process it is in; NULL: the test's */
    char *entry; /* of an adopted starter: the function its thread starts at, or the program; else NULL */
    unsigned ordinal; /* which of the threads or processes that do, from 1 */
    unsigned seen;    /* how many threads were created */
    bool fits;        /* the thread that is being created is one of them */
    pid_t number;     /* of a process; 0: it is not there, or not known yet */
    int descriptor;   /* that tells of the process's end, or -1 */
    int status;       /* as waitpid has it, once it has ended; -1: not known */
    bool killed;      /* the test has ended it */
    bool created, joined;
    bool sleeps;     /* it reached its checkpoint "blocked", and was not let go since */
    bool ahead;      /* it was let go before its turn: overlap.c */
    uint32_t helped; /* how often it ran ahead in this step */
    uint32_t next;   /* overlap.c's: its first step from where the runner was then on */
    bool is_host;    /* a process whose first thread runs freely, unless the order has checkpoints of it */
    bool detached;   /* the thread did that to itself: it cannot be joined. Written before it finishes */
    valdi_runner *runner; /* that has taken it over */
    uint32_t index;       /* there */
    struct valdi__control *control;
    valdi_checkpoint *checkpoints; /* a list through sibling */
};

/* NULL with the error set. */
valdi_starter *valdi__starter_new(const char *name, enum valdi__kind kind);
/* A program whose threads are starters: see is_host. Otherwise like valdi_starter_exec(). */
valdi_starter *valdi__starter_host(const char *name, char *const argv[]);
static inline bool valdi__starter_is_adopted(const valdi_starter *starter) {
    return starter->kind >= VALDI__ADOPTED_THREAD;
}
/* The calling starter waits for the first step. False if there is none to come. */
bool valdi__starter_start(void);
/* What a starter's thread calls. */
void *valdi__starter_live(void *starter);
/* Creates the thread, which then stands at its gate, unless somebody else does. 0 or an error number. */
int valdi__starter_create(valdi_starter *starter, struct valdi__control *control);
/* Waits for the thread or process to be gone, its result taken. False at the deadline. */
bool valdi__starter_join(valdi_starter *starter, uint64_t deadline);
/* Frees the starter and its checkpoints, whoever has taken it over. */
void valdi__starter_destroy(valdi_starter *starter);

/* ---- adopt.c ---- */

/* Adopts threads that are created from now on. */
void valdi__adopt_begin(valdi_runner *runner);
/* Whether its thread or process was created, or need not be adopted. */
bool valdi__adopt_has_come(const valdi_starter *starter);
/* Whether the starter's thread or process is still to be created; of how many it is. Blocks while one is
 * being created. */
bool valdi__adopt_is_missing(const valdi_starter *starter);
uint32_t valdi__adopt_missing(const valdi_runner *runner);
/* No more are adopted, and starters without a thread count as finished, if so many are missing, or in any
 * case. If not, returns false. */
bool valdi__adopt_end(valdi_runner *runner, uint32_t missing, bool in_any_case);
/* Whether every thread of this process is seen when it is created. If not, why says so. */
bool valdi__adopt_is_possible(char *why, size_t size);
/* In a child made by fork: the parent's runner adopts none of its threads. */
void valdi__adopt_forget(void);
/* While it ignores, threads that the calling one creates are nobody's. */
void valdi__adopt_ignore(bool ignore);

/* ---- start.c ---- */

/* What a thread that is created with that function and argument will call: the function or, if that is the
 * C++ library's, what std::thread was given. NULL if that has no address. */
const void *valdi__start_function(const void *function, const void *argument);

/* ---- checkpoint.c ---- */

struct valdi_checkpoint {
    valdi_starter *starter;
    valdi_checkpoint *sibling;
    uint32_t kind;  /* of valdi_site; 0 for started and finished */
    char *name;     /* of the function or marker, or NULL */
    uint32_t point; /* in the runner's control block; fixed from the start for started and finished */
    uint32_t nth;   /* 0: the next hit */
    int (*when)(const valdi_hit *, void *);
    void *argument;                     /* of when */
    struct valdi__condition *condition; /* its argument, if it was made of text; or NULL */
    char *inside;                       /* name of a function, or NULL */
    bool placed;                        /* while an order is checked: it stands there */
    uint32_t node;                      /* while constraints are: its number */
    char *text;                         /* what valdi_checkpoint_text returned, or NULL */
};

void valdi__checkpoint_free(valdi_checkpoint *checkpoint);
/* Whether a starter's points are another program's, which is asked for them when it is there. */
bool valdi__checkpoint_is_elsewhere(const valdi_starter *starter);
/* "after withdraw", "started", "before fsync/2 inside commit" */
void valdi__checkpoint_describe(FILE *out, const valdi_checkpoint *checkpoint);

/* ---- condition.c ---- */

struct valdi__condition;
struct valdi__checkpoint_text;

/* Gives the checkpoint the condition that its text has. False with the error set: its point has no such values, say. */
bool valdi__condition_give(valdi_checkpoint *checkpoint, const struct valdi__checkpoint_text *text);
void valdi__condition_free(struct valdi__condition *condition);
/* "amount == 30 and result != 0" */
const char *valdi__condition_text(const struct valdi__condition *condition);
/* Writes a line on a value that hits were found not to have, if any were. */
void valdi__condition_write_lack(FILE *out, const struct valdi__condition *condition);

#endif
