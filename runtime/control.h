/* The control block: all that starters and runner share while an order is held.
 *
 * What the order says stays the same, and each process has it for itself, in struct valdi__control and
 * behind it. What changes - gates, counts - is the block. If some starters are processes it begins with a
 * copy of the former, and all map it; it has no pointers, only byte offsets from its own start. Whoever
 * maps it may write anything to it: what is read there is compared, or checked, and never led to a hang or
 * to other memory. Threads of the test's process are not in it then: what changes of theirs is at the same
 * offsets behind struct valdi__control, where no other process gets. */
#ifndef VALDI_CONTROL_H
#define VALDI_CONTROL_H

#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <valdi/site.def>

/* Who may move. One word a starter, and the only one that runner and starter wait on, each while it is the
 * other's to change:
 *
 *   value      meaning                                      next value, and who stores it
 *   STANDING   the starter stands still: it has not         MOVING, FREE, DISMISSED or, to run ahead in a
 *              started, or is parked at a checkpoint        recording's order, BLOCKED: the runner;
 *                                                           FINISHED, cancelled there: the starter
 *   MOVING     it runs to its awaited checkpoint            STANDING, when there, ASKING or FINISHED: the
 *                                                           starter; BLOCKED, when seen asleep in the
 *                                                           kernel, or FREE, giving up the order: the runner
 *   BLOCKED    it sleeps in the kernel, or has woken and    STANDING, at its next hook or lock, ASKING or
 *              is on its way to a hook; or runs ahead       FINISHED: the starter; MOVING or FREE: the runner
 *   ASKING     of another process, it waits at a hit for    what it was before, MOVING or BLOCKED, or FREE:
 *              the test's to try a condition                the runner
 *   FREE       it runs to its end, past all checkpoints     FINISHED: the starter
 *   DISMISSED  it must end without calling its function     FINISHED: the starter
 *   FINISHED   its thread touches the block no more         none
 *
 * The starter waits only while STANDING or ASKING, the runner only while the starter is to store the next
 * value: one wake-up has one taker. Whoever goes to sleep adds ASLEEP, by compare-and-swap, and is woken
 * by whoever takes it away (as in Drepper, "Futexes Are Tricky", 2004). The starter leaves MOVING and
 * BLOCKED by compare-and-swap, so the runner's FREE is never lost. A starter whose thread is adopted may
 * be let go before that exists; if it never will, or its process has died, the runner stores FINISHED in
 * its stead. test/model/gate.pml has all this for a model checker. */
enum valdi__turn {
    VALDI__STANDING,
    VALDI__MOVING,
    VALDI__BLOCKED,
    VALDI__FREE,
    VALDI__DISMISSED,
    VALDI__FINISHED,
    VALDI__ASKING,
    VALDI__TURNS
};
enum { VALDI__ASLEEP = 0x100 };

/* Points besides those of the program: numbers no site has. */
enum {
    VALDI__NO_POINT = 0,
    VALDI__BLOCKED_POINT = 0xfffffffd,
    VALDI__STARTED = 0xfffffffe,
    VALDI__FINISHED_POINT = 0xffffffff
};

/* valdi__point.kind of a tracked function: its sites before and after are armed. */
enum { VALDI__TRACKED = 0x100 };

/* valdi__point.kind of a function that takes a lock, its first argument: its sites before are armed, if
 * the program has any, so that a report can say where a lock was taken. */
enum { VALDI__LOCKING = 0x101 };

/* The locks a starter asked for last, a ring; those it got are among them. */
enum { VALDI__LOCKS = 16 };
struct valdi__locks {
    uint64_t count; /* of all */
    struct {
        uint64_t address, site;
    } last[VALDI__LOCKS];
};

/* Whether an adopted starter's thread or process is there. Whoever creates it claims the starter; the
 * runner closes those that will not come any more. By compare-and-swap, from OPEN. */
enum valdi__claim { VALDI__OPEN, VALDI__CLAIMED, VALDI__CLOSED };

/* One starter's gate. awaited_* are written by the runner while STANDING, or while MOVING before it stores
 * BLOCKED; at_* by the starter before it stores STANDING; turn carries them over (release, acquire). */
struct valdi__gate {
    alignas(64) _Atomic uint32_t turn; /* enum valdi__turn, perhaps with ASLEEP */
    _Atomic uint32_t awaited_point;    /* where to park next; VALDI__NO_POINT: nowhere, run to the end */
    _Atomic uint32_t awaited_nth;      /* which hit of it; 0: the next */
    uint32_t at_point;                 /* where it stands; VALDI__NO_POINT: not started */
    uint64_t at_site;                  /* address of the site in the starter's process, or 0 */
    uint32_t arrived;                  /* 1: it stands where it was awaited */
    _Atomic uint64_t inside_site;      /* likewise, of the site before the tracked function it is in; or 0 */
    _Atomic uint32_t thread;           /* the kernel's number of its thread; 0: there is none yet */
    _Atomic uint32_t progress;         /* counts arrivals and the end; tells slow from stuck */
    _Atomic uint8_t starter_spins;     /* each side's, 1: it waits awake, or did so the last time */
    _Atomic uint8_t runner_spins;
    uint16_t rests,
        most_rests; /* the runner's: waits until it tries that again, now and after the last trial */
    _Atomic uint32_t leaving; /* 1: FINISHED comes next; of a process: it ends by itself */
    _Atomic uint32_t process; /* its process; 0: there is none yet */
    _Atomic uint32_t claim;   /* enum valdi__claim */
    _Atomic uint32_t seen;    /* of an adopted process: how many have come that could be it */
    _Atomic uint32_t held;    /* of a process: 1 when it has found the block and stands */
    _Atomic int32_t status;   /* of a process that ends by itself: what it gives to exit */
    _Atomic uint32_t
        signal; /* of a process: by which its threads are asked where they are; 0: they cannot be */
};

/* What a starter of another process says besides. It writes, before it stores a turn that hands it over. */
enum { VALDI__REFUSAL = 400 };
struct valdi__letter {
    char refusal[VALDI__REFUSAL];       /* why it cannot be held to the order, or "" */
    uint32_t lacks_step, lacks_starter; /* ... what of it: a number, counted from 1; 0: it is not that */
    uint32_t point;                     /* whose condition is to be tried, */
    uint32_t has_arguments, has_result, holds; /* the runner's answer */
    uint64_t site;                             /* at a hit of that site, with these values */
    uint64_t arguments[VALDI_VALUES], result[VALDI_VALUES];
};

/* Where a thread is, when it is asked: backtrace.c. */
enum { VALDI__FRAMES = 48 };
struct valdi__answer {
    _Atomic uint32_t state;
    uint32_t count;
    uint64_t frames[VALDI__FRAMES];
};

/* A point of the order: what sites are compared with when they are armed, and what must hold besides. Those
 * without a condition come first, then those with one, then the tracked functions: each starter keeps account
 * of where it is inside them, and with which arguments. */
struct valdi__point {
    uint32_t kind;    /* of valdi_site, or VALDI__TRACKED */
    uint32_t base;    /* the same point without its condition; itself if it has none */
    uint32_t starter; /* who tests the condition: an index */
    uint32_t inside;  /* the tracked function it must be inside of, or VALDI__NO_POINT */
    uint32_t tracked; /* the function itself, if it is tracked, or VALDI__NO_POINT */
    uint64_t name;    /* offset of a C string */
    uint64_t when;    /* address of the predicate in the starter's process, or 0 */
    uint64_t argument;
};

/* In a partial order, a checkpoint. */
struct valdi__step {
    uint32_t starter; /* index */
    uint32_t point;   /* from 1, or VALDI__STARTED, VALDI__FINISHED_POINT */
    uint32_t nth;     /* 0: the next hit */
    uint32_t last;    /* 1: the starter has no later step */
};

/* Who a starter is. */
enum valdi__kind {
    VALDI__THREAD, /* of the test's process */
    VALDI__FORK,
    VALDI__EXEC,
    VALDI__ADOPTED_THREAD,
    VALDI__ADOPTED_PROCESS
};
enum { VALDI__TEST = 0xffffffff };
struct valdi__role {
    uint32_t kind;                  /* enum valdi__kind */
    uint32_t process;               /* the starter whose process it is, or is in; VALDI__TEST: the test's */
    uint32_t ordinal;               /* of an adopted one */
    uint32_t first_step, own_steps; /* its own, in a partial order */
    uint64_t name, entry;           /* offsets of C strings; entry: of an adopted one's function or program */
};

/* In a cache line of its own. */
struct valdi__state {
    alignas(64) _Atomic uint32_t mover; /* the starter that was let go last */
    _Atomic uint32_t
        news; /* in a partial order: counts what starters did. The runner sleeps on it, and a starter wakes
                            * it when it has stored STANDING, ASKING or leaving, or has begun; in any order when a process stands held */
    alignas(64) struct valdi__answer answer; /* of the thread of another process that was asked last */
    _Atomic uint32_t
        overlaps; /* 1: the steps are those of a recording; 2: whose program failed. Set before anybody moves */
};

enum { VALDI__SECRET = 16, VALDI__VERSION = 7 };

struct valdi__control {
    uint64_t magic; /* VALDI__MAGIC, if it is shared */
    uint32_t version;
    uint32_t runner;      /* the runner's process... */
    uint64_t runner_born; /* ... and when that began, as in /proc */
    unsigned char secret[VALDI__SECRET];
    uint64_t size, constant; /* bytes in all, and of what stays the same */

    char *block;            /* of what changes; offsets are from here. Each process has its own... */
    int32_t file;           /* ... and its descriptor; -1: none, or not to be closed */
    uint32_t is_shared;     /* 1: some starters are processes */
    uint32_t is_guest;      /* 1: this process is not the runner's */
    uint32_t may_spin;      /* 1: there is a second core to wait for */
    uint32_t private_futex; /* 1: one process only */
    uint32_t is_partial;    /* 1: the steps are constrained checkpoints, in no order but by starter */
    uint32_t starter_count, point_count, step_count;
    uint32_t is_conditional; /* 1: some points have conditions... */
    uint32_t is_tracking;    /* 1: ... and some functions are tracked for them */
    uint64_t points, steps, roles,
        names;             /* offsets from here, of arrays of the structures above, and texts */
    uint64_t state, gates; /* offsets in the block */
    uint64_t hits;         /* of uint32_t [point_count][starter_count] */
    uint64_t locks;        /* of struct valdi__locks [starter_count] */
    uint64_t letters;      /* of struct valdi__letter [starter_count] */
};
#define VALDI__MAGIC 0x6c6f72746e6f4376 /* "vControl" */

/* What stays the same... */
static inline void *valdi__control_at(const struct valdi__control *control, uint64_t offset) {
    return (char *)control + offset;
}

/* ... and what changes. */
static inline struct valdi__state *valdi__control_state(const struct valdi__control *control) {
    return (struct valdi__state *)(control->block + control->state);
}

static inline struct valdi__role *valdi__control_role(const struct valdi__control *control,
                                                      uint32_t starter) {
    return (struct valdi__role *)valdi__control_at(control, control->roles) + starter;
}

/* Where that is for a starter. */
static inline char *valdi__control_part(const struct valdi__control *control, uint32_t starter) {
    bool is_tests = !control->is_guest && valdi__control_role(control, starter)->process == VALDI__TEST;
    return is_tests ? (char *)control : control->block;
}

static inline struct valdi__gate *valdi__control_gate(const struct valdi__control *control,
                                                      uint32_t starter) {
    return (struct valdi__gate *)(valdi__control_part(control, starter) + control->gates) + starter;
}

/* Whose gate it is. */
static inline uint32_t valdi__control_owner(const struct valdi__control *control,
                                            const struct valdi__gate *gate) {
    uint64_t offset = (uintptr_t)gate - (uintptr_t)control->block;
    if (offset >= control->size)
        offset = (uintptr_t)gate - (uintptr_t)control;
    return (offset - control->gates) / sizeof *gate;
}

static inline struct valdi__letter *valdi__control_letter(const struct valdi__control *control,
                                                          uint32_t starter) {
    return (struct valdi__letter *)(control->block + control->letters) + starter;
}

/* Written by the starter alone, read while it stands. */
static inline struct valdi__locks *valdi__control_locks(const struct valdi__control *control,
                                                        uint32_t starter) {
    return (struct valdi__locks *)(valdi__control_part(control, starter) + control->locks) + starter;
}

static inline struct valdi__step *valdi__control_step(const struct valdi__control *control, uint32_t step) {
    return (struct valdi__step *)valdi__control_at(control, control->steps) + step;
}

/* point counts from 1, as in steps and sites. */
static inline struct valdi__point *valdi__control_point(const struct valdi__control *control,
                                                        uint32_t point) {
    return (struct valdi__point *)valdi__control_at(control, control->points) + (point - 1);
}

/* How often the starter has hit the point since it began. Written by the starter alone, read while it
 * stands. */
static inline uint32_t *valdi__control_hits(const struct valdi__control *control, uint32_t point,
                                            uint32_t starter) {
    return (uint32_t *)(valdi__control_part(control, starter) + control->hits) +
           (uint64_t)(point - 1) * control->starter_count + starter;
}

#endif
