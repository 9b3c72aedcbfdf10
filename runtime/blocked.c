/* Whether a starter can go on: who sleeps, on what, and whether anybody who is awake could end it. Used by
 * the runner's thread, while it waits.
 *
 * A thread is stuck if it sleeps, without a time limit, on something that only stuck threads, starters
 * that stand still, or the runner's own thread can release. Where the holder is known one follows the
 * chain of holders. Where it is not - a condition variable, a semaphore - anybody in the process could:
 * then all threads must be stuck. The look is taken twice; nobody ran in between, so it was true of one
 * moment, and no thread that is stuck then can ever become anything else by itself. */
#include "runtime.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- who may act ---- */

static struct valdi__gate *gate_of(const valdi_runner *runner, uint32_t thread, uint32_t *hint) {
    uint32_t count = runner->control->starter_count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t index = (*hint + i) % count;
        struct valdi__gate *gate = valdi__control_gate(runner->control, index);
        if (atomic_load_explicit(&gate->thread, memory_order_relaxed) == thread) {
            *hint = index + 1; /* threads are numbered in the order of their birth */
            return gate;
        }
    }
    return NULL;
}

const valdi_starter *valdi__blocked_starter(const valdi_runner *runner, uint32_t thread) {
    uint32_t hint = 0;
    struct valdi__gate *gate = gate_of(runner, thread, &hint);
    return gate && valdi__gate_turn(gate) != VALDI__FINISHED
               ? runner->starters[gate - valdi__control_gate(runner->control, 0)]
               : NULL;
}

/* Whether the thread waits for the runner, or is its own. */
static bool is_standing(const valdi_runner *runner, uint32_t thread, uint32_t *hint) {
    struct valdi__gate *gate = thread == (uint32_t)gettid() ? NULL : gate_of(runner, thread, hint);
    return thread == (uint32_t)gettid() || (gate && valdi__gate_turn(gate) == VALDI__STANDING);
}

/* A handler may release what no thread would. Signals that the program itself raises do not count, nor
 * those of the thread library. */
static bool has_handlers(void) {
    static const int harmless[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS, 32, 33};
    char text[4096];
    valdi__file_read("/proc/self/status", text, sizeof text);
    const char *line = strstr(text, "SigCgt:");
    unsigned long long caught = line ? strtoull(line + strlen("SigCgt:"), NULL, 16) : 1;
    for (unsigned i = 0; i < sizeof harmless / sizeof *harmless; i++)
        caught &= ~(1ull << (harmless[i] - 1));
    return caught & ~valdi__backtrace_signals();
}

/* ---- everybody ---- */

/* Whether only threads of the process can end the wait. One that sleeps uninterruptibly in a call has not
 * begun to wait for what the call is about, or does so no more. */
static bool is_for_threads(const struct valdi__link *link) {
    return link->wait.state == 'S' && !link->resource.is_timed && link->resource.releaser >= VALDI__PROCESS;
}

struct census {
    const valdi_runner *runner;
    uint32_t hint;
    uint64_t digest; /* of what was seen: FNV-1a */
};

static void digest(struct census *census, const void *data, size_t size) {
    for (size_t i = 0; i < size; i++)
        census->digest = (census->digest ^ ((const unsigned char *)data)[i]) * 0x100000001b3;
}

/* A first thread that ended before the others. */
static bool is_dead(uint32_t thread) {
    char name[64], state = 0;
    return valdi__thread_state(thread, name, sizeof name, &state) && state == 'Z';
}

static bool is_stuck(uint32_t thread, void *context) {
    struct census *census = context;
    struct valdi__link link;
    digest(census, &thread, sizeof thread);
    if (is_standing(census->runner, thread, &census->hint))
        return true;
    if (valdi__wait_sample(thread, &link.wait) != VALDI__SLEEPS)
        return is_dead(thread);
    valdi__resource_find(&link.wait, &link.resource);
    digest(census, &link.wait, sizeof link.wait);
    return is_for_threads(&link);
}

static bool count_all(const valdi_runner *runner, uint64_t *digest) {
    struct census census = {.runner = runner, .digest = 0xcbf29ce484222325};
    bool stuck = valdi__numbers_visit("/proc/self/task", is_stuck, &census);
    *digest = census.digest;
    return stuck;
}

static bool nobody_can_act(const valdi_runner *runner) {
    uint64_t before, after;
    return !has_handlers() && count_all(runner, &before) && count_all(runner, &after) && before == after;
}

/* ---- one after another ---- */

/* Adds the thread to the chain, unless it is in it: a ring. False if it may go on. */
static bool follow(struct valdi__stuck *stuck, uint32_t thread) {
    struct valdi__link *link = &stuck->links[stuck->count];
    for (stuck->ring = 0; stuck->ring < stuck->count; stuck->ring++)
        if (stuck->links[stuck->ring].wait.thread == thread)
            return true;
    if (stuck->count == VALDI__LINKS || valdi__wait_sample(thread, &link->wait) != VALDI__SLEEPS)
        return false;
    valdi__resource_find(&link->wait, &link->resource);
    stuck->ring = ++stuck->count;
    return is_for_threads(link);
}

/* The chain of holders, down to one that stands, a ring, or one that anybody could release. */
static bool find_chain(const valdi_runner *runner, uint32_t thread, struct valdi__stuck *stuck) {
    uint32_t hint = 0;
    *stuck = (struct valdi__stuck){.count = 0};
    while (follow(stuck, thread)) {
        const struct valdi__resource *last = &stuck->links[stuck->count - 1].resource;
        if (stuck->ring < stuck->count || last->releaser == VALDI__PROCESS)
            return true;
        thread = last->holder;
        if (is_standing(runner, thread, &hint)) {
            stuck->holder = thread;
            return true;
        }
    }
    return false;
}

/* Whether all in the chain sleep as they did, for the same holders. A lock may have been handed on since
 * it was looked at, to somebody outside the chain: those who wait for it sleep through that. Now that all
 * in the chain have been seen asleep, what they hold is theirs. */
static bool chain_lasts(const struct valdi__stuck *stuck) {
    for (uint32_t i = 0; i < stuck->count; i++) {
        const struct valdi__link *link = &stuck->links[i];
        struct valdi__resource now;
        valdi__resource_find(&link->wait, &now);
        if (now.releaser != link->resource.releaser || now.holder != link->resource.holder ||
            !valdi__wait_lasts(&link->wait))
            return false;
    }
    return true;
}

/* Whether nobody can create the starter's thread, and it was not created while one looked. */
static bool never_begins(const valdi_runner *runner, const valdi_starter *starter,
                         struct valdi__stuck *stuck) {
    *stuck = (struct valdi__stuck){.count = 0};
    return starter->entry && nobody_can_act(runner) &&
           !atomic_load(&valdi__control_gate(runner->control, starter->index)->thread);
}

bool valdi__blocked_for_good(const valdi_runner *runner, const valdi_starter *starter,
                             struct valdi__stuck *stuck) {
    const struct valdi__gate *gate = valdi__control_gate(runner->control, starter->index);
    uint32_t thread = atomic_load(&gate->thread);
    if (!thread)
        return never_begins(runner, starter, stuck);
    if (!find_chain(runner, thread, stuck))
        return false;
    if (stuck->links[stuck->count - 1].resource.releaser == VALDI__PROCESS && stuck->ring == stuck->count &&
        !nobody_can_act(runner))
        return false;
    if (!chain_lasts(stuck))
        return false;
    enum valdi__turn turn = valdi__gate_turn(gate);
    if (turn == VALDI__STANDING || turn == VALDI__FINISHED)
        return false; /* it sleeps at its gate: it has just got there */
    uint32_t hint = 0;
    return !stuck->holder || is_standing(runner, stuck->holder, &hint);
}

bool valdi__blocked_on_something(const valdi_starter *starter, struct valdi__wait *wait) {
    struct valdi__resource resource;
    const struct valdi__gate *gate = valdi__control_gate(starter->control, starter->index);
    uint32_t thread = atomic_load(&gate->thread);
    if (valdi__wait_sample(thread, wait) != VALDI__SLEEPS || wait->state != 'S')
        return false;
    valdi__resource_find(wait, &resource);
    enum valdi__turn turn = valdi__gate_turn(gate);
    return resource.releaser != VALDI__TIME && turn != VALDI__STANDING && turn != VALDI__FINISHED &&
           valdi__wait_lasts(wait);
}
