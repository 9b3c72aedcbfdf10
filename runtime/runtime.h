/* What the runtime's files share. */
#ifndef VALDI_RUNTIME_H
#define VALDI_RUNTIME_H

#include "control.h"

#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>
#include <time.h>
#include <valdi/site.def>
#include <valdi/site.h>
#include <valdi/valdi.h>

/* ---- gate.c ---- */

/* Nanoseconds of the monotonic clock. */
uint64_t valdi__clock_now(void);

/* Between the two, what the calling thread learns of starters is not shown to ThreadSanitizer. */
void valdi__unseen_begin(void);
void valdi__unseen_end(void);
/* Between the two, the calling thread, the test's, may look at what starters have written and will write
 * again. */
void valdi__look_begin(void);
void valdi__look_end(void);

enum valdi__turn valdi__gate_turn(const struct valdi__gate *gate);
/* The runner lets the starter go: MOVING or DISMISSED from STANDING, FREE also from MOVING and BLOCKED. From
 * elsewhere, nothing happens. */
void valdi__gate_release(struct valdi__control *control, struct valdi__gate *gate, enum valdi__turn turn);
/* The runner has seen the starter asleep: BLOCKED from MOVING; or its turn has come: MOVING from BLOCKED.
 * False if it has woken and stands, or has finished. */
bool valdi__gate_block(struct valdi__control *control, struct valdi__gate *gate);
bool valdi__gate_unblock(struct valdi__control *control, struct valdi__gate *gate);
/* The runner waits awake, not long, and only where that has paid, for the starter to stand or finish. */
void valdi__gate_spin(struct valdi__control *control, struct valdi__gate *gate);
/* The runner waits until the starter stands or has finished. False at the deadline. */
bool valdi__gate_settle(struct valdi__control *control, struct valdi__gate *gate, uint64_t deadline);
/* The runner has answered a starter that asks. */
void valdi__gate_answer(struct valdi__control *control, struct valdi__gate *gate, enum valdi__turn turn);
/* The runner knows that the starter is gone, or will never come. */
void valdi__gate_end(struct valdi__control *control, struct valdi__gate *gate);
/* A starter has news, for which the runner may sleep: in a partial order, and in any. */
void valdi__control_tell(struct valdi__control *control);
void valdi__control_announce(struct valdi__control *control);
/* The runner waits until there is other news than seen. */
void valdi__control_await(struct valdi__control *control, uint32_t seen, uint64_t deadline);
/* The starter waits until it is let go, and learns how. */
enum valdi__turn valdi__gate_enter(struct valdi__control *control, struct valdi__gate *gate);
/* The starter stands still where it is until it is let go; not at all if the order was given up. */
void valdi__gate_park(struct valdi__control *control, struct valdi__gate *gate);
/* The starter waits for the runner to try a condition. False if the order was given up meanwhile. */
bool valdi__gate_ask(struct valdi__control *control, struct valdi__gate *gate);
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
/* The calling starter stands still there until it is let go. arrived: it was awaited there. */
void valdi__starter_stop(const struct valdi__self *self, uint32_t point, const struct valdi_site *site,
                         bool arrived);

/* ---- hit.c ---- */

/* A hit, for the accessors of valdi.h. */
struct valdi_hit {
    const struct valdi_site *site;
    const uint64_t *arguments, *result; /* as brought; NULL if they are not known */
    char name[128], type[128];          /* what was asked for last */
    uint32_t process;                   /* whose memory it is about; 0: this one's */
    char *text;                         /* room for a text that was asked for, or NULL */
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
void valdi__nesting_enter(struct valdi__nesting *nesting, uint32_t tracked, const struct valdi_site *site,
                          const void *at, const uint64_t *arguments);
/* ... and leaves it. Returns the arguments, valid until the next call, or NULL if it was not seen to
 * enter. */
const uint64_t *valdi__nesting_leave(struct valdi__nesting *nesting, uint32_t tracked, const void *at);
/* Whether it is inside. */
bool valdi__nesting_has(struct valdi__nesting *nesting, uint32_t tracked, const void *at);
/* The site before the one it entered last, NULL if it is in none. */
const struct valdi_site *valdi__nesting_top(const struct valdi__nesting *nesting);
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
/* Whether the program has a point of that kind and name. Takes the lock. */
bool valdi__site_exists(uint32_t kind, const char *name);
/* The same. If not, why says so, with the nearest. Takes the
 * lock. */
bool valdi__site_known(uint32_t kind, const char *name, char *why, size_t size);

/* Whether the function at that address has a site before it of that name. Known of functions that a thread
 * may start at: VALDI_PREFIX_WORDS of site.def. Unknown where the address is one in a procedure linkage
 * table: of ifuncs and, in programs that are not position-independent, of libraries' functions. Takes the
 * lock. */
bool valdi__site_starts(const char *name, const void *function);
/* Whether that can be said of any function: one of that name has a site in its own body. If not, why says
 * so. Takes the lock. */
bool valdi__site_may_start(const char *name, char *why, size_t size);

/* ---- entry.c ---- */

/* False if some entry of a checkpoint file matched nothing in the whole program; why names it. */
bool valdi__entries_matched(char *why, size_t size);

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
    bool sleeps;          /* it reached its checkpoint "blocked", and was not let go since */
    bool detached;        /* the thread did that to itself: it cannot be joined. Written before it finishes */
    valdi_runner *runner; /* that has taken it over */
    uint32_t index;       /* there */
    struct valdi__control *control;
    valdi_checkpoint *checkpoints; /* a list through sibling */
};

/* NULL with the error set. */
valdi_starter *valdi__starter_new(const char *name, enum valdi__kind kind);
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

/* ---- process.c ---- */

/* The starter whose process it is, or is in: itself, if it is one; NULL for the test's own. */
valdi_starter *valdi__process_of(const valdi_starter *starter);
/* The calling thread is making a starter's process. */
extern _Thread_local bool valdi__process_creating;
/* Makes the process. Blocks until it stands, or for its program, if that need not be held, not at all. False with
 * the error set. */
bool valdi__process_create(const valdi_runner *runner, valdi_starter *process);
/* Waits for the process to be gone, and takes note of its end. False at the deadline. */
bool valdi__process_join(const valdi_runner *runner, valdi_starter *process, uint64_t deadline);
/* Whether the process of the starter is gone, which takes note of that; false for the test's own. */
bool valdi__process_has_ended(const valdi_runner *runner, const valdi_starter *starter);
/* Whether it has, and not by exit... */
bool valdi__process_has_died(const valdi_starter *starter);
/* ... but by a signal that the test did not send, or by _exit with another status than 0, as sanitizers do. */
bool valdi__process_was_crashed(const valdi_starter *starter);
/* The process it is, or is in, as the kernel has it; 0 for the test's own, and if there is none, or no more. */
uint32_t valdi__process_number(const valdi_starter *starter);
/* Why it cannot be held to the order, or "". */
void valdi__process_refusal(const valdi_starter *starter, char refusal[VALDI__REFUSAL]);
/* Writes how it ended: "exited with status 1" */
void valdi__process_write_end(FILE *out, const valdi_starter *starter);
/* Kills the process, if there is one. Blocks until it is gone, or for the backstop's time. */
void valdi__process_destroy(const valdi_runner *runner, valdi_starter *process);

/* ---- stream.c ---- */

/* Writes out what stdio's streams hold; not of a stream that another thread is using just then. */
void valdi__streams_flush(void);

/* ---- handle.c ---- */

/* Processes made from now on can find the block; NULL: no more. */
void valdi__handle_offer(const struct valdi__control *control);
/* An environment that names it, which the caller frees, and that is valid until the next one is made. NULL
 * without memory. */
char **valdi__handle_environment(void);
/* In a new process: takes that environment, and keeps the descriptor for the programs it executes. */
void valdi__handle_pass_on(char **environment);
/* In another process: the order of the block that its parent knew, or that its environment names, which it complains
 * about if it cannot be. NULL if there is none. */
struct valdi__control *valdi__handle_join(void);
struct valdi__control *valdi__handle_find(void);

/* ---- guest.c ---- */

/* In a new process: runs the starter's function, or its program. */
_Noreturn void valdi__guest_live(const valdi_starter *starter, char **environment);
_Noreturn void valdi__guest_execute(const valdi_starter *starter, char **environment, bool stands_first);
/* The process is one of those that are to be adopted, perhaps: a child made by fork, or a program before its main
 * function, when this module of it is there. Then it stands still. */
void valdi__guest_before_fork(void);
void valdi__guest_fork(void);
void valdi__guest_exec(const struct valdi_module *module);
/* It ends by itself, with that status. */
void valdi__guest_leave(int status);
/* Whether another process's runner holds this one. */
bool valdi__guest_is(void);
/* Whether who stands here will be told if the runner's process ends. */
bool valdi__guest_is_told(const struct valdi__control *control);
/* The signal for that has come. */
void valdi__guest_signal(void);
/* Ends the process if that runner's is gone. */
void valdi__guest_look(const struct valdi__control *control);

/* ---- spot.c ---- */

/* A copy of a site of another process. */
struct valdi__spot {
    struct valdi_site site;
    char texts[8192];
};

/* False if there is none, or it is not whole. */
bool valdi__spot_read(struct valdi__spot *spot, uint32_t process, uint64_t site);
/* Copies as much of a string of a process, 0: this one, as can be read and fits. Returns text. */
const char *valdi__text_read(uint32_t process, uint64_t address, char *text, size_t size);

/* ---- question.c ---- */

/* The calling starter, in another process than the test's, has the condition of the point tried. */
bool valdi__question_ask(const struct valdi__self *self, uint32_t point, const valdi_hit *hit);
/* Tries it for a starter that asks, and lets it go on with that turn. */
void valdi__question_answer(const valdi_runner *runner, valdi_starter *starter, enum valdi__turn turn);

/* ---- adopt.c ---- */

/* Adopts threads that are created from now on. */
void valdi__adopt_begin(valdi_runner *runner);
/* Whether its thread or process was created, or need not be adopted. */
bool valdi__adopt_has_come(const valdi_starter *starter);
/* Whether the starter's thread or process is still to be created; of how many it is. Blocks while one is being
 * created. */
bool valdi__adopt_is_missing(const valdi_starter *starter);
uint32_t valdi__adopt_missing(const valdi_runner *runner);
/* No more are adopted, and starters without a thread count as finished, if so many are missing, or in any case. If
 * not, returns false. */
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
    void *argument; /* of when */
    char *inside;   /* name of a function, or NULL */
    bool placed;    /* while an order is checked: it stands there */
    uint32_t node;  /* while constraints are: its number */
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

/* Finds the points of the checkpoints, some of other programs, tells each checkpoint its own, and counts. False without memory.
 * valdi__points_free releases the result. */
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
/* Calls visit for each process that has the block's descriptor, this one too, until it returns false; then that is
 * the result. */
bool valdi__guests_visit(const struct valdi__control *control, bool (*visit)(uint32_t process, void *context),
                         void *context);
/* In another process: the order of the block that is mapped there, or that the descriptor is of. NULL if it is
 * not whole, or not signed with the secret; why says so. */
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

/* ---- wait.c ---- */

/* Reads a file up to size - 1 bytes, and a 0 behind them; returns how many. 0 also if it cannot. */
size_t valdi__file_read(const char *path, char *text, size_t size);
/* "/proc/4711/maps", or for process 0 "/proc/self/maps". Processes are named by any thread of theirs. */
const char *valdi__process_path(char *path, size_t size, uint32_t process, const char *file);
/* Copies memory of a process, 0: this one, that may be gone. False if it is, or may not be read. */
bool valdi__memory_read(uint32_t process, uint64_t address, void *to, size_t size);
/* Calls visit for each entry of a directory that is a number, until it returns false; then that is the
 * result. */
bool valdi__numbers_visit(const char *path, bool (*visit)(uint32_t number, void *context), void *context);
/* The same for each child of a process. */
bool valdi__children_visit(uint32_t process, bool (*visit)(uint32_t child, void *context), void *context);
/* Whether there is such a thread, of any process. */
bool valdi__thread_exists(uint32_t thread);
/* Its name, and its state as in /proc: R, S, D, Z ... False if it is gone. */
bool valdi__thread_state(uint32_t thread, char *name, size_t size, char *state);

/* Whether a signal has stopped it, with its process. */
bool valdi__thread_is_stopped(uint32_t thread);
/* The process it is of; 0 if it is gone. */
uint32_t valdi__thread_process(uint32_t thread);
/* When a process began, as in /proc; 0 if it is gone, or ended and not waited for. */
uint64_t valdi__process_born(uint32_t process);
/* The signals it catches, ignores or blocks, as in /proc; process 0: this one. */
enum valdi__signals { VALDI__CAUGHT, VALDI__IGNORED, VALDI__HELD_BACK };
uint64_t valdi__process_signals(uint32_t process, enum valdi__signals which);
/* Who traces it, and who is its parent; process 0: this one. 0: nobody. */
uint32_t valdi__process_tracer(uint32_t process);
uint32_t valdi__process_parent(uint32_t process);

/* A thread asleep in a system call. */
struct valdi__wait {
    uint32_t thread;
    char state; /* S, or D: uninterruptibly, for a disk, say */
    long call;
    uint64_t arguments[6], stack, code;
    uint64_t used; /* processor time, ns */
};

/* UNTOLD: this system does not show it. */
enum valdi__activity { VALDI__RUNS, VALDI__SLEEPS, VALDI__UNTOLD };
enum valdi__activity valdi__wait_sample(uint32_t thread, struct valdi__wait *wait);
/* Whether it sleeps there still, and has not run since. */
bool valdi__wait_lasts(const struct valdi__wait *wait);

/* ---- resource.c ---- */

/* What a thread waits for. */
struct valdi__resource {
    const char *kind;
    enum {
        VALDI__TIME,
        VALDI__ANYBODY,
        VALDI__PROCESS,
        VALDI__CHILDREN,
        VALDI__HOLDER
    } releaser;       /* who can end that */
    bool is_timed;    /* it ends by itself, too */
    bool is_told;     /* who that is was told by the runner's blocker */
    uint32_t holder;  /* a thread, if that is the releaser */
    uint32_t process; /* a process, if that, or its children, are; 0: the waiter's own */
    uint64_t address; /* of a lock, or 0 */
    int descriptor;   /* or -1 */
};

void valdi__resource_find(const struct valdi__wait *wait, struct valdi__resource *resource);

/* ---- blocked.c ---- */

enum { VALDI__LINKS = 64 };

/* Why a starter cannot go on: it waits for what the next thread holds, and so on. */
struct valdi__stuck {
    struct valdi__link {
        struct valdi__wait wait;
        struct valdi__resource resource;
        char what[sizeof((struct valdi_block *)0)->what]; /* that it waits for, as told */
    } links[VALDI__LINKS];
    unsigned count;
    unsigned ring; /* the link whose thread the last one waits for; count if there is no ring */
    uint32_t
        holder; /* the thread that the last one waits for, and that stands still; 0: a ring, or not known */
};

/* Whether the starter can only go on if one that stands does. */
bool valdi__blocked_for_good(const valdi_runner *runner, const valdi_starter *starter,
                             struct valdi__stuck *stuck);
/* Whether the starter sleeps, and not just for some time. */
bool valdi__blocked_on_something(const valdi_runner *runner, const valdi_starter *starter,
                                 struct valdi__wait *wait);
/* What a link's thread waits for, as the system shows it or the runner's blocker tells. */
void valdi__blocked_find(const valdi_runner *runner, struct valdi__link *link);
/* Whose thread it is; NULL if no starter's. */
const valdi_starter *valdi__blocked_starter(const valdi_runner *runner, uint32_t thread);

/* ---- backtrace.c ---- */

/* Return addresses, innermost first; the first is where it is. */
struct valdi__trace {
    unsigned count;
    uint64_t frames[VALDI__FRAMES];
};

/* Where a starter is. Empty if it cannot be asked. Blocks for two seconds at most. */
void valdi__backtrace(const valdi_runner *runner, uint32_t index, struct valdi__trace *trace);
/* The signals a process has a handler for on that account, as in /proc. */
uint64_t valdi__backtrace_signals(const valdi_runner *runner, uint32_t process);
/* In another process: its threads can be asked from now on, by the signal that is returned; 0: they cannot. */
int valdi__backtrace_join(struct valdi__control *control);

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
/* Lets everybody who has started run to the end, and the others end, without waiting for them. */
void valdi__runner_let_go(valdi_runner *runner);

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
    uint32_t quick;               /* steps in a row that came before the first look */
    struct valdi__stuck stuck;    /* why the culprit cannot go on, if the verdict is infeasible */
    const valdi_starter *culprit; /* whom a failing verdict is about */
    valdi_blocker *who_blocks;    /* or NULL */
    void *blocker_argument;
    bool culprit_ending; /* it was on its way to its end, not to a checkpoint */
    char *report;        /* what valdi_runner_explain returned last */
};

/* ---- mapping.c ---- */

enum valdi__memory {
    VALDI__NOWHERE,
    VALDI__MODULE, /* a program or library, with its variables */
    VALDI__FILE,   /* another file that is mapped, or memory that is shared */
    VALDI__HEAP,
    VALDI__STACK,
    VALDI__MEMORY /* one of the two, or neither: there is no telling */
};

/* What an address of a process, 0: this one, belongs to. */
struct valdi__mapping {
    enum valdi__memory kind;
    uint64_t address; /* in the module as the file has it; in a file the offset */
    char path[1024];  /* of the module or file, or "" */
};

void valdi__mapping_find(uint32_t process, uint64_t address, struct valdi__mapping *mapping);
/* Whether no other process has the memory. */
bool valdi__mapping_is_private(uint32_t process, uint64_t address);
/* Whether the process maps a file of that number whose name begins so. */
bool valdi__mapping_has_file(uint32_t process, const char *name, uint64_t inode);
/* Whether addresses of two processes are of the same memory. */
bool valdi__mapping_is_same(uint32_t process, uint64_t address, uint32_t other, uint64_t there);

/* ---- symbolizer.c ---- */

/* A process that is asked what addresses mean. All there is of it ends at valdi__symbolizer_close, or with
 * the thread that opened it. */
struct valdi__symbolizer {
    int socket; /* -1: there is none, or it was given up */
    pid_t process;
    uint32_t subject;         /* the process whose addresses it is asked about; 0: this one */
    struct timespec patience; /* how long it may still be waited for, in all */
};

/* Starts the program, a path or a name on PATH; "" is none, NULL the best that is found. Without one the
 * functions of symbolize.c tell numbers. */
void valdi__symbolizer_open(struct valdi__symbolizer *symbolizer, const char *program);
void valdi__symbolizer_close(struct valdi__symbolizer *symbolizer);
/* Asks what is there, "CODE" or "DATA", in a module; the answer is that of llvm-symbolizer, whole lines or
 * cut off. False without an answer. Blocks for seconds in all at most: a symbolizer that is too slow is given
 * up. */
bool valdi__symbolizer_ask(struct valdi__symbolizer *symbolizer, const char *what,
                           const struct valdi__mapping *mapping, char *answer, size_t size);

/* ---- symbolize.c ---- */

struct valdi__place {
    char function[160]; /* or "program+0x1234", "0x1234" */
    char file[200];     /* "" if it is not known */
    unsigned line;      /* 0 if it is not known */
};

/* The function at a code address, the innermost of those inlined there. For a return address pass the one
 * before. */
void valdi__symbolize_code(struct valdi__symbolizer *symbolizer, uint64_t address,
                           struct valdi__place *place);
/* The same with those that it was inlined into behind it; how many, at least one. */
unsigned valdi__symbolize_inlined(struct valdi__symbolizer *symbolizer, uint64_t address,
                                  struct valdi__place places[], unsigned most);
/* Writes "bank.lock", "banks[3].name+2", "program+0x1234", "heap at malloc in open_bank, bank.c:30", "heap at
 * 0x1234", "stack at 0x1234", "memory at 0x1234" or "0x1234"; of what is mapped "bank.memory+0x1234" or, if that
 * had no name, "shared memory+0x1234". */
void valdi__symbolize_data(struct valdi__symbolizer *symbolizer, uint64_t address, char *text, size_t size);

/* ---- whereabouts.c ---- */

/* Writes a line on a starter, more where a verdict needs it; its name is padded to width. */
void valdi__whereabouts_write(FILE *out, struct valdi__symbolizer *symbolizer, const valdi_runner *runner,
                              uint32_t index, int width);
/* Whose thread it is: "bob", "the test's own thread", "thread 4711 (worker)" */
void valdi__whereabouts_thread(FILE *out, const valdi_runner *runner, uint32_t thread);

/* ---- ending.c ---- */

/* From now on the end of the process is judged by the runner, while that is alive. The calling thread is the
 * test's. */
void valdi__ending_watch(valdi_runner *runner);

/* ---- report.c ---- */

/* Writes the report of at most a dozen lines. */
void valdi__report_write(FILE *out, const valdi_runner *runner);
/* The same for a process that ends in mid-order, by that starter or, if it is NULL, by somebody else. */
void valdi__report_write_ending(FILE *out, const valdi_runner *runner, const valdi_starter *starter);
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
