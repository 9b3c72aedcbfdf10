/* What happens at a site: gates, hits, and the registry of sites. Part of runtime.h. */
#ifndef VALDI_HITS_H
#define VALDI_HITS_H

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
/* The runner lets the starter go: MOVING, BLOCKED or DISMISSED from STANDING, FREE also from MOVING and BLOCKED. From
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

/* The class of a value, as site.def has it; 0 if there is no such value. */
char valdi__hit_class(const valdi_hit *hit, int index);

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

/* The site before the function at that address, in its body, if a thread may start there; or NULL. Takes the
 * lock. */
const struct valdi_site *valdi__site_of_start(const void *function);

/* ---- recorder.c ---- */

/* Whether there is a recording in this process. */
bool valdi__recorder_is_on(void);
/* Modules have come or gone: which sites are to be recorded. With the registry's lock held. */
void valdi__recorder_look(void);
/* In a child made by fork, with the lock. */
void valdi__recorder_fork(void);
/* A number for a thread that is being created; 0 if nothing is recorded. The thread takes it on first of all. */
uint32_t valdi__recorder_next_thread(void);
void valdi__recorder_be_thread(uint32_t number);
/* What the calling thread started at has ended; destructors of its variables may come to points yet. */
void valdi__recorder_end_thread(void);
/* It is being created, and start is the site before its function, or NULL; or was not, after all. */
void valdi__recorder_born(uint32_t number, const struct valdi_site *start);
void valdi__recorder_unborn(uint32_t number);
/* The calling thread has come to a site that is to be recorded. */
void valdi__recorder_hit(const struct valdi_site *site, const uint64_t words[], unsigned word_count);

/* ---- entry.c ---- */

/* False if some entry of a checkpoint file matched nothing in the whole program; why names it. */
bool valdi__entries_matched(char *why, size_t size);

#endif
