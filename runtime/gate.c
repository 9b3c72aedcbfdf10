/* Park and resume: the only file that waits. Futexes and atomics, which ThreadSanitizer does not see:
 * holding an order hides no race between starters. */
#include "runtime.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* What is shown to ThreadSanitizer all the same, so that the test's own look at the state is no race: an
 * edge from starter to runner at each pause, and that the test's thread is not watched while everybody
 * stands still. An edge back to the starters would do for the latter too, but order one starter behind the
 * other and hide their races. */
void __tsan_release(void *address) __attribute__((weak));
void __tsan_acquire(void *address) __attribute__((weak));
void __tsan_ignore_thread_begin(void) __attribute__((weak));
void __tsan_ignore_thread_end(void) __attribute__((weak));

/* In mid-order not even the edge from starter to runner: a lock that the test takes for its look would
 * carry it on to the next starter that takes that. The edges are made up for when everybody has ended. */
void AnnotateIgnoreSyncBegin(const char *file, int line) __attribute__((weak));
void AnnotateIgnoreSyncEnd(const char *file, int line) __attribute__((weak));

void valdi__unseen_begin(void) {
    if (AnnotateIgnoreSyncBegin)
        AnnotateIgnoreSyncBegin(__FILE__, __LINE__);
}

void valdi__unseen_end(void) {
    if (AnnotateIgnoreSyncEnd)
        AnnotateIgnoreSyncEnd(__FILE__, __LINE__);
}

static _Thread_local bool looking;

static void end_at_exit(void) {
    atexit(valdi__look_end); /* a thread may not end while it is not watched */
}

void valdi__look_begin(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    if (__tsan_ignore_thread_begin && !looking) {
        pthread_once(&once, end_at_exit);
        __tsan_ignore_thread_begin();
    }
    looking = true;
}

void valdi__look_end(void) {
    if (__tsan_ignore_thread_end && looking)
        __tsan_ignore_thread_end();
    looking = false;
}

uint64_t valdi__clock_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static int futex_flags(const struct valdi__control *control) {
    return control->private_futex ? FUTEX_PRIVATE_FLAG : 0;
}

/* ---- waiting for the other side ---- */

/* Spinning pays while the other side spins too, on a core of its own, and answers sooner than one could
 * sleep and be woken. That it is not asleep does not say so: it may be about to sleep, and wait for this
 * very core. So each side tells whether it spins, and sleeps at once if the other does not. A trial of the
 * runner's now and then, long enough for a starter to wake on another core, finds out whether both could. */
enum { SPINS = 100, TRIAL_SPINS = 400, MOST_RESTS = 255 };

/* Stores only what changes: the other side reads the same cache line. */
static void tell(_Atomic uint8_t *spins, bool now) {
    if (atomic_load_explicit(spins, memory_order_relaxed) != now)
        atomic_store_explicit(spins, now, memory_order_relaxed);
}

static bool is_told(const _Atomic uint8_t *spins) {
    return atomic_load_explicit(spins, memory_order_relaxed);
}

/* Where trials are in vain they become rare, and cost next to nothing. */
static uint32_t count_runner_spins(const struct valdi__control *control, struct valdi__gate *gate) {
    if (!control->may_spin)
        return 0;
    if (is_told(&gate->starter_spins))
        return SPINS;
    if (gate->rests) {
        gate->rests--;
        return 0;
    }
    gate->rests = gate->most_rests = gate->most_rests < MOST_RESTS ? gate->most_rests * 2 + 1 : MOST_RESTS;
    return TRIAL_SPINS;
}

/* Sleeps while the turn is as given, to which it adds ASLEEP; deadline 0 is none. False at the deadline. */
static bool sleep_while(struct valdi__control *control, struct valdi__gate *gate, uint32_t turn,
                        uint64_t deadline) {
    if (!(turn & VALDI__ASLEEP) &&
        !atomic_compare_exchange_strong_explicit(&gate->turn, &turn, turn | VALDI__ASLEEP,
                                                 memory_order_relaxed, memory_order_relaxed))
        return true;
    struct timespec until = {.tv_sec = deadline / 1000000000, .tv_nsec = deadline % 1000000000};
    long result = syscall(SYS_futex, &gate->turn, FUTEX_WAIT_BITSET | futex_flags(control),
                          turn | VALDI__ASLEEP, deadline ? &until : NULL, NULL, FUTEX_BITSET_MATCH_ANY);
    return !(result && errno == ETIMEDOUT);
}

enum {
    STANDING = 1 << VALDI__STANDING,
    MOVING = 1 << VALDI__MOVING,
    BLOCKED = 1 << VALDI__BLOCKED,
    FREE = 1 << VALDI__FREE,
    DISMISSED = 1 << VALDI__DISMISSED,
    ASKING = 1 << VALDI__ASKING
};

/* What the word says; what is no turn stands. */
static enum valdi__turn turn_of(uint32_t word) {
    word &= ~VALDI__ASLEEP;
    return word < VALDI__TURNS ? word : VALDI__STANDING;
}

enum valdi__turn valdi__gate_turn(const struct valdi__gate *gate) {
    return turn_of(atomic_load_explicit(&gate->turn, memory_order_acquire));
}

/* Stores the turn in the place of one of those in a set of bits, and wakes who sleeps for it. False if it is
 * another. */
static bool change(struct valdi__control *control, struct valdi__gate *gate, unsigned from,
                   enum valdi__turn to) {
    int flags = futex_flags(control); /* when the starter has finished, the block may be gone */
    uint32_t before = atomic_load_explicit(&gate->turn, memory_order_acquire);
    do {
        if (!(1u << turn_of(before) & from))
            return false;
    } while (!atomic_compare_exchange_weak_explicit(&gate->turn, &before, to, memory_order_acq_rel,
                                                    memory_order_acquire));
    if (before & VALDI__ASLEEP)
        syscall(SYS_futex, &gate->turn, FUTEX_WAKE | flags, 1, NULL, NULL, 0);
    return true;
}

/* ---- the runner's side ---- */

void valdi__gate_release(struct valdi__control *control, struct valdi__gate *gate, enum valdi__turn turn) {
    struct valdi__state *state = valdi__control_state(control);
    uint32_t mover = valdi__control_owner(control, gate);
    if (atomic_load_explicit(&state->mover, memory_order_relaxed) != mover)
        atomic_store_explicit(&state->mover, mover, memory_order_relaxed);
    change(control, gate, turn == VALDI__FREE ? STANDING | MOVING | BLOCKED | ASKING : STANDING, turn);
}

void valdi__gate_answer(struct valdi__control *control, struct valdi__gate *gate, enum valdi__turn turn) {
    change(control, gate, ASKING, turn);
}

void valdi__gate_end(struct valdi__control *control, struct valdi__gate *gate) {
    change(control, gate, ~0u, VALDI__FINISHED);
}

bool valdi__gate_block(struct valdi__control *control, struct valdi__gate *gate) {
    return change(control, gate, MOVING, VALDI__BLOCKED);
}

bool valdi__gate_unblock(struct valdi__control *control, struct valdi__gate *gate) {
    return change(control, gate, BLOCKED, VALDI__MOVING);
}

/* Whether the turn is the runner's again. */
static bool has_settled(uint32_t turn) {
    return (1u << turn_of(turn) & (MOVING | BLOCKED | FREE | DISMISSED)) == 0;
}

void valdi__gate_spin(struct valdi__control *control, struct valdi__gate *gate) {
    uint32_t left = count_runner_spins(control, gate);
    tell(&gate->runner_spins, left > 0);
    for (; left; left--) {
        __builtin_ia32_pause();
        if (!has_settled(atomic_load_explicit(&gate->turn, memory_order_relaxed)))
            continue;
        if (gate->most_rests && is_told(&gate->starter_spins))
            gate->rests = gate->most_rests /= 2;
        return;
    }
    tell(&gate->runner_spins, false);
}

bool valdi__gate_settle(struct valdi__control *control, struct valdi__gate *gate, uint64_t deadline) {
    uint32_t turn;
    while (!has_settled(turn = atomic_load_explicit(&gate->turn, memory_order_acquire))) {
        bool in_time = sleep_while(control, gate, turn, deadline);
        if (has_settled(atomic_load_explicit(&gate->turn, memory_order_relaxed)))
            continue;
        if (!in_time || (deadline && valdi__clock_now() >= deadline))
            return false; /* also when somebody changes the word on and on */
    }
    if (__tsan_acquire)
        __tsan_acquire(gate);
    return true;
}

void valdi__control_await(struct valdi__control *control, uint32_t seen, uint64_t deadline) {
    struct timespec until = {.tv_sec = deadline / 1000000000, .tv_nsec = deadline % 1000000000};
    syscall(SYS_futex, &valdi__control_state(control)->news, FUTEX_WAIT_BITSET | futex_flags(control), seen,
            &until, NULL, FUTEX_BITSET_MATCH_ANY);
}

/* ---- the starter's side ---- */

/* Not once the runner has let another go: that may need the core. */
static void spin_until_released(struct valdi__control *control, struct valdi__gate *gate) {
    uint32_t self = valdi__control_owner(control, gate);
    const _Atomic uint32_t *mover = &valdi__control_state(control)->mover;
    uint32_t left = is_told(&gate->runner_spins) ? SPINS : 0;
    tell(&gate->starter_spins, left > 0);
    for (; left && atomic_load_explicit(mover, memory_order_relaxed) == self; left--) {
        __builtin_ia32_pause();
        if (atomic_load_explicit(&gate->turn, memory_order_relaxed) != VALDI__STANDING)
            return;
    }
    tell(&gate->starter_spins, false);
}

static void count_progress(struct valdi__gate *gate) {
    uint32_t progress = atomic_load_explicit(&gate->progress, memory_order_relaxed);
    atomic_store_explicit(&gate->progress, progress + 1, memory_order_relaxed); /* nobody else does */
}

/* Waits while the turn is as given, by which the runner wants it to. The runner's process may die
 * meanwhile: who is not told looks after that now and then, which costs a timer. */
static enum valdi__turn wait_while(struct valdi__control *control, struct valdi__gate *gate,
                                   enum valdi__turn turn) {
    enum { BETWEEN_LOOKS = 100 * 1000 * 1000 /* ns */ };
    uint32_t now;
    while (turn_of(now = atomic_load_explicit(&gate->turn, memory_order_acquire)) == turn)
        if (!sleep_while(control, gate, now,
                         valdi__lifeline_tells(control) ? 0 : valdi__clock_now() + BETWEEN_LOOKS))
            valdi__lifeline_look(control);
    return turn_of(now);
}

enum valdi__turn valdi__gate_enter(struct valdi__control *control, struct valdi__gate *gate) {
    return wait_while(control, gate, VALDI__STANDING);
}

bool valdi__gate_ask(struct valdi__control *control, struct valdi__gate *gate) {
    if (!change(control, gate, MOVING | BLOCKED, VALDI__ASKING))
        return false;
    valdi__control_tell(control);
    return wait_while(control, gate, VALDI__ASKING) != VALDI__FREE;
}

void valdi__control_announce(struct valdi__control *control) {
    _Atomic uint32_t *news = &valdi__control_state(control)->news;
    atomic_fetch_add_explicit(news, 1, memory_order_release);
    syscall(SYS_futex, news, FUTEX_WAKE | futex_flags(control), 1, NULL, NULL, 0);
}

void valdi__control_tell(struct valdi__control *control) {
    if (control->is_partial)
        valdi__control_announce(control);
}

void valdi__gate_park(struct valdi__control *control, struct valdi__gate *gate) {
    if (__tsan_release)
        __tsan_release(gate);
    count_progress(gate);
    if (!change(control, gate, gate->arrived ? MOVING | BLOCKED : BLOCKED, VALDI__STANDING))
        return; /* meanwhile the order was given up: FREE; or it is its turn, and this is not the place: MOVING */
    valdi__control_tell(control);
    spin_until_released(control, gate);
    valdi__gate_enter(control, gate);
}

void valdi__gate_leave(struct valdi__control *control, struct valdi__gate *gate) {
    if (__tsan_release)
        __tsan_release(gate);
    count_progress(gate);
    atomic_store_explicit(&gate->leaving, 1, memory_order_relaxed);
    valdi__control_tell(control); /* not behind the store: the block may be gone */
    change(control, gate, ~0u, VALDI__FINISHED);
}
