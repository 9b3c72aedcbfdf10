/* Orders: laid out, stepped through, and how they end. Part of runtime.h. */
#ifndef VALDI_ORDERS_H
#define VALDI_ORDERS_H

/* ---- point.c ---- */

/* The points of an order. */
struct valdi__points {
    struct valdi__use *uses;
    uint32_t use_count, point_count;
    size_t name_bytes;
    bool is_conditional, is_tracking;
};

/* Finds the points of the checkpoints, some of other programs, tells each checkpoint its own, and counts.
 * False without memory. valdi__points_free releases the result. */
bool valdi__points_number(struct valdi__points *points, valdi_checkpoint *const order[], uint32_t step_count,
                          bool has_programs);
/* Writes them to the block, with their names at the offset. */
void valdi__points_fill(const struct valdi__points *points, struct valdi__control *control, uint64_t names);
void valdi__points_free(struct valdi__points *points);

/* ---- order.c ---- */

/* Marks each starter's last step. False without memory. */
bool valdi__order_mark_last(struct valdi__step *steps, uint32_t count, uint32_t starter_count);
/* The first step at or behind from that is the checkpoint; count if there is none. */
uint32_t valdi__order_find(valdi_checkpoint *const order[], uint32_t from, uint32_t count,
                           const valdi_checkpoint *checkpoint);

/* ---- control.c ---- */

/* Builds the control block for an order: numbers the checkpoints' points, lays out and fills the block, which
 * valdi__control_free releases. In a partial one, those of one starter are side by side. NULL without
 * memory. */
struct valdi__control *valdi__control_new(valdi_starter *const starters[], uint32_t starter_count,
                                          valdi_checkpoint *const order[], uint32_t step_count,
                                          bool is_partial);
void valdi__control_free(struct valdi__control *control);
/* Calls visit for each process that has the block's descriptor, this one too, until it returns false; then
 * that is the result. */
bool valdi__guests_visit(const struct valdi__control *control, bool (*visit)(uint32_t process, void *context),
                         void *context);
/* In another process: the order of the block that is mapped there, or that the descriptor is of. NULL if
 * it is not whole, or not signed with the secret; why says so. */
struct valdi__control *valdi__control_join(char *block, uint64_t size, const unsigned char *secret,
                                           const char **why);
/* Whether the process of its runner is gone. */
bool valdi__control_is_orphan(const struct valdi__control *control);
/* Gives it up, but not the block. */
void valdi__control_leave(struct valdi__control *control);
struct valdi__control *valdi__control_open(int file, const unsigned char *secret, const char **why);

/* ---- check.c ---- */

/* Whether a runner can have these starters, and then this order. If not, the error is set. */
bool valdi__check_starters(valdi_starter *const starters[], uint32_t count);
bool valdi__check_order(valdi_checkpoint *const order[], uint32_t count, const valdi_runner *runner);

/* ---- settle.c ---- */

enum valdi__outcome {
    VALDI__SETTLED,  /* it stands, or is gone */
    VALDI__SLEPT,    /* it sleeps, as was wanted */
    VALDI__STUCK,    /* it cannot go on: runner->stuck */
    VALDI__IMPATIENT /* nobody has made progress for most nanoseconds */
};

/* Time without progress. Whoever stops the whole process, or the machine, costs a tenth of it at most; a
 * debugger stops the clock. */
struct valdi__patience {
    uint64_t most, waited; /* ns */
    uint32_t progress;
    uint32_t made; /* how often that was other than before */
};

/* Counts what has passed since then. Whether it is over. */
bool valdi__patience_is_over(struct valdi__patience *patience, const valdi_runner *runner, uint64_t since);

/* Waits for a starter that was let go; until it sleeps, if until_blocked. */
enum valdi__outcome valdi__settle(valdi_runner *runner, valdi_starter *starter, bool until_blocked,
                                  uint64_t most);
/* Waits for the starters that have slept: until at one moment each stands, is gone, or sleeps. Returns
 * NULL, or one that does not for the backstop's time. */
const valdi_starter *valdi__settle_sleepers(valdi_runner *runner);

/* ---- option.c ---- */

enum { VALDI__OPTION_SIZE = 1024 };

/* What VALDI_OPTIONS says, since the last runner was made. */
extern struct valdi__options {
    unsigned verbosity; /* 1: reports leave nothing out */
    unsigned backstop;  /* ms; 0: the default */
    char symbolizer[VALDI__OPTION_SIZE];
} valdi__options;

/* False, with the error set, if it makes no sense. */
bool valdi__options_read(void);

/* ---- step.c ---- */

/* Makes the next step of a sequence. False after a failing verdict. */
bool valdi__step_advance(valdi_runner *runner);

/* ---- overlap.c ---- */

/* Has a starter stand at the point, in the order of a recording. False after the verdict that it cannot. */
bool valdi__overlap_move(valdi_runner *runner, valdi_starter *starter, uint32_t point, uint32_t nth);
/* Lets a starter without a checkpoint left go to its end, and waits until it is gone or sleeps. False after a verdict. */
bool valdi__overlap_retire(valdi_runner *runner, valdi_starter *starter);

/* ---- constraint.c ---- */

struct valdi__node {
    valdi_checkpoint *checkpoint;
    uint32_t starter;
    uint32_t before; /* how many are to be reached first, and are not yet */
    uint32_t edges;  /* where its successors begin; they end where those of the next node begin */
    bool arrived;    /* its starter has come to it */
    bool reached;
};

struct valdi__graph {
    struct valdi__node *nodes;
    uint32_t *edges; /* numbers of nodes */
    uint32_t node_count, edge_count;
};

/* The checkpoints of the constraints, each once, as an array that ends with NULL and that the caller
 * frees. NULL with the error set. */
valdi_checkpoint **valdi__constraints_checkpoints(const valdi_constraint constraints[]);
/* Puts those of one starter side by side. */
void valdi__constraints_sort(valdi_checkpoint *checkpoints[], uint32_t count);
/* The graph of the runner's checkpoints. NULL with the error set, if there is a cycle for one. */
struct valdi__graph *valdi__graph_new(const valdi_runner *runner, const valdi_constraint constraints[]);
void valdi__graph_free(struct valdi__graph *graph);

/* ---- partial.c ---- */

/* NULL with the error set. */
struct valdi__partial *valdi__partial_new(const valdi_runner *runner, const valdi_constraint constraints[]);
void valdi__partial_free(struct valdi__partial *partial);
/* If stop, lets everybody go on until all stand and a checkpoint is reached; else until all are. False
 * after a failing verdict. */
bool valdi__partial_advance(valdi_runner *runner, bool stop);
/* Writes a line on what a starter that stands waits for. */
void valdi__partial_write_waits(FILE *out, const valdi_runner *runner, uint32_t starter, int indent);

/* ---- runner.c ---- */

/* Makes a failing verdict and prints its report, or holds; only the first counts. ending: the culprit was
 * on its way to its end, not to a checkpoint. */
void valdi__runner_decide(valdi_runner *runner, valdi_verdict verdict, const valdi_starter *culprit,
                          bool ending);
/* The same for a starter that did not settle. */
void valdi__runner_decide_by(valdi_runner *runner, enum valdi__outcome outcome, const valdi_starter *culprit,
                             bool ending);

/* The starter is gone, or past a checkpoint, without having reached it. */
void valdi__runner_decide_missed(valdi_runner *runner, const valdi_starter *starter);
/* Whether a starter without checkpoints left may have ended as it did; if not, after the verdict. */
bool valdi__runner_accepts_end(valdi_runner *runner, const valdi_starter *starter);

/* The runner that is alive, or NULL. */
valdi_runner *valdi__runner_alive(void);
/* In a child made by fork: the parent's runner is none of its. */
void valdi__runner_forget(void);
/* Whether there are steps left to be made. */
bool valdi__runner_has_steps(const valdi_runner *runner);

/* A line of an order file: the test looks behind so many steps. */
struct valdi__pause {
    uint32_t step;
    char *name;
};

struct valdi_runner {
    struct valdi__control *control;
    valdi_starter **starters;
    valdi_checkpoint **order;
    uint32_t step; /* the one that comes next */
    bool drained;  /* everybody was let go, and has ended or was given up */
    valdi_verdict verdict;
    uint64_t backstop; /* nanoseconds */
    uint64_t began, ended;
    struct valdi__partial *partial; /* NULL: the order is a sequence */
    bool has_sleepers;
    bool is_alone;                /* in its process: nothing there could release anybody */
    bool quiet;                   /* its reports are only returned */
    bool overlaps;                /* the steps are those of a recording */
    uint32_t awake_waits;         /* in which a starter took long, and came when others had run ahead */
    uint32_t quick;               /* steps in a row that came before the first look */
    struct valdi__stuck stuck;    /* why the culprit cannot go on, if the verdict is infeasible */
    const valdi_starter *culprit; /* whom a failing verdict is about */
    void (*on_failure)(void *);   /* called at a failing verdict, while all stand as they did; or NULL */
    void *failure_argument;
    valdi_blocker *who_blocks; /* or NULL */
    void *blocker_argument;
    bool culprit_ending;         /* it was on its way to its end, not to a checkpoint */
    struct valdi__pause *pauses; /* in their order; of an order that was read */
    uint32_t pause_count, pause; /* pause: the one that comes next */
    valdi_verdict expected;      /* by an order that was read */
    char *report;                /* what valdi_runner_explain returned last */
};

/* ---- pause.c ---- */

void valdi__pauses_free(struct valdi__pause *pauses, uint32_t count);

/* ---- everybody.c ---- */

/* Creates threads and processes. False with the error set, and nobody is left. */
bool valdi__everybody_create(valdi_runner *runner);
/* Lets hosts go whose first threads have no checkpoint. */
void valdi__everybody_host(valdi_runner *runner);
/* Who has not started will not. */
void valdi__everybody_dismiss(valdi_runner *runner);
/* Lets everybody who has started run to the end, and the others end, without waiting for them. */
void valdi__everybody_let_go(valdi_runner *runner);
/* Lets everybody run to the end, side by side: also those whose threads are created on the way. Waits for
 * them, and decides if they do not come to it as they should. */
void valdi__everybody_drain(valdi_runner *runner);
/* Waits for all to be gone. A process that does not end is ended; false if there is such a thread. */
bool valdi__everybody_see_off(valdi_runner *runner);

/* ---- ending.c ---- */

/* From now on the end of the process is judged by the runner, while that is alive. The calling thread is the
 * test's. */
void valdi__ending_watch(valdi_runner *runner);

#endif
