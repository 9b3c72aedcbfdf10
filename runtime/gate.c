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

static void wake(struct valdi__gate *gate, int flags) {
    syscall(SYS_futex, &gate->turn, FUTEX_WAKE | flags, 1, NULL, NULL, 0);
}

/* Sleeps while the turn is as given; deadline 0 is none. False at the deadline. */
static bool sleep_while(struct valdi__control *control, struct valdi__gate *gate, uint32_t turn,
                        uint64_t deadline) {
    struct timespec until = {.tv_sec = deadline / 1000000000, .tv_nsec = deadline % 1000000000};
    long result = syscall(SYS_futex, &gate->turn, FUTEX_WAIT_BITSET | futex_flags(control), turn,
                          deadline ? &until : NULL, NULL, FUTEX_BITSET_MATCH_ANY);
    return !(result && errno == ETIMEDOUT);
}

/* ---- the runner's side ---- */

void valdi__gate_release(struct valdi__control *control, struct valdi__gate *gate, enum valdi__turn turn) {
    uint32_t before = atomic_load_explicit(&gate->turn, memory_order_relaxed);
    do {
        if (before == VALDI__FINISHED || before == VALDI__DISMISSED ||
            (before == VALDI__MOVING && turn != VALDI__FREE))
            return;
    } while (!atomic_compare_exchange_weak_explicit(&gate->turn, &before, turn, memory_order_release,
                                                    memory_order_relaxed));
    if (before == VALDI__STANDING)
        wake(gate, futex_flags(control));
}

bool valdi__gate_settle(struct valdi__control *control, struct valdi__gate *gate, uint64_t deadline) {
    for (;;) {
        uint32_t turn = atomic_load_explicit(&gate->turn, memory_order_acquire);
        if (turn == VALDI__STANDING || turn == VALDI__FINISHED)
            break;
        if (!sleep_while(control, gate, turn, deadline) &&
            atomic_load_explicit(&gate->turn, memory_order_relaxed) == turn)
            return false;
    }
    if (__tsan_acquire)
        __tsan_acquire(gate);
    return true;
}

/* ---- the starter's side ---- */

enum valdi__turn valdi__gate_enter(struct valdi__control *control, struct valdi__gate *gate) {
    uint32_t turn;
    while ((turn = atomic_load_explicit(&gate->turn, memory_order_acquire)) == VALDI__STANDING)
        sleep_while(control, gate, turn, 0);
    return turn;
}

void valdi__gate_park(struct valdi__control *control, struct valdi__gate *gate) {
    if (__tsan_release)
        __tsan_release(gate);
    atomic_fetch_add_explicit(&control->progress, 1, memory_order_relaxed);
    uint32_t moving = VALDI__MOVING;
    if (!atomic_compare_exchange_strong_explicit(&gate->turn, &moving, VALDI__STANDING, memory_order_release,
                                                 memory_order_relaxed))
        return; /* the order was given up meanwhile: FREE */
    wake(gate, futex_flags(control));
    valdi__gate_enter(control, gate);
}

void valdi__gate_leave(struct valdi__control *control, struct valdi__gate *gate) {
    if (__tsan_release)
        __tsan_release(gate);
    atomic_fetch_add_explicit(&control->progress, 1, memory_order_relaxed);
    int flags = futex_flags(control); /* behind the store the block may be gone */
    atomic_store_explicit(&gate->turn, VALDI__FINISHED, memory_order_release);
    wake(gate, flags);
}
