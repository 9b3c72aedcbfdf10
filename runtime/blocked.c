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
               ? runner->starters[valdi__control_owner(runner->control, gate)]
               : NULL;
}

/* One of another process that has been sent a deadly signal does not sleep any more. */
static bool is_quiet(const struct valdi__gate *gate) {
    char name[64], state = 0;
    return atomic_load(&gate->process) == (uint32_t)getpid() ||
           (valdi__thread_state(atomic_load(&gate->thread), name, sizeof name, &state) &&
            strchr("STt", state));
}

/* Whether the thread waits for the runner, or is its own. */
static bool is_standing(const valdi_runner *runner, uint32_t thread, uint32_t *hint) {
    struct valdi__gate *gate = thread == (uint32_t)gettid() ? NULL : gate_of(runner, thread, hint);
    return thread == (uint32_t)gettid() ||
           (gate && valdi__gate_turn(gate) == VALDI__STANDING && is_quiet(gate));
}

/* ---- what for ---- */

/* Asks the test. What it does not know stays unknown. */
static void ask(const valdi_runner *runner, struct valdi__link *link) {
    const valdi_starter *starter = valdi__blocked_starter(runner, link->wait.thread);
    struct valdi_block block = {.holder = NULL};
    if (!runner->who_blocks || !starter || link->resource.releaser != VALDI__ANYBODY)
        return;
    link->resource.is_told = runner->who_blocks(starter, &block, runner->blocker_argument);
    if (!link->resource.is_told)
        link->resource.releaser = VALDI__TIME; /* the server will go on */
    if (!link->resource.is_told)
        return;
    memcpy(link->what, block.what, sizeof link->what - 1);
    if (!block.holder || block.holder->runner != runner)
        return;
    link->resource.releaser = VALDI__HOLDER;
    link->resource.holder = atomic_load(&valdi__control_gate(runner->control, block.holder->index)->thread);
}

void valdi__blocked_find(const valdi_runner *runner, struct valdi__link *link) {
    memset(link->what, 0, sizeof link->what);
    valdi__resource_find(&link->wait, &link->resource);
    ask(runner, link);
}

/* ---- everybody ---- */

/* Whether only threads can end the wait. One that sleeps uninterruptibly in a call has not begun to wait for
 * what the call is about, or does so no more. */
static bool is_for_threads(const struct valdi__link *link) {
    return link->wait.state == 'S' && !link->resource.is_timed && link->resource.releaser >= VALDI__PROCESS;
}

enum { PROCESSES = 64 };

struct census {
    const valdi_runner *runner;
    uint32_t hint;
    uint64_t digest;               /* of what was seen: FNV-1a */
    uint32_t processes[PROCESSES]; /* all whose threads must be stuck; it grows as one looks */
    uint32_t count;
    uint32_t process; /* which is looked at */
};

static void digest(struct census *census, const void *data, size_t size) {
    for (size_t i = 0; i < size; i++)
        census->digest = (census->digest ^ ((const unsigned char *)data)[i]) * 0x100000001b3;
}

/* False if they are too many, or there is no such process. */
static bool include(uint32_t process, void *context) {
    struct census *census = context;
    for (uint32_t i = 0; i < census->count; i++)
        if (census->processes[i] == process)
            return true;
    if (!process || census->count == PROCESSES)
        return false;
    census->processes[census->count++] = process;
    return true;
}

/* A first thread that ended before the others. */
static bool is_dead(uint32_t thread) {
    char name[64], state = 0;
    return valdi__thread_state(thread, name, sizeof name, &state) && state == 'Z';
}

/* Whether those who could end the wait are looked at as well. */
static bool is_closed(struct census *census, const struct valdi__resource *resource) {
    if (resource->is_told)
        return false; /* a server may end a circle of those that it keeps waiting */
    if (resource->releaser == VALDI__CHILDREN)
        return valdi__children_visit(census->process, include, census);
    if (resource->releaser == VALDI__PROCESS)
        return !resource->process || include(resource->process, census);
    return include(valdi__thread_process(resource->holder), census);
}

static bool is_stuck(uint32_t thread, void *context) {
    struct census *census = context;
    struct valdi__link link;
    digest(census, &thread, sizeof thread);
    if (is_standing(census->runner, thread, &census->hint))
        return true;
    if (valdi__wait_sample(thread, &link.wait) != VALDI__SLEEPS)
        return is_dead(thread);
    valdi__blocked_find(census->runner, &link);
    digest(census, &link.wait, sizeof link.wait);
    return is_for_threads(&link) && is_closed(census, &link.resource);
}

/* A handler may release what no thread would. Signals that the program itself raises do not count, nor those
 * of the thread library, nor Valdi's own, nor that of a child's end if no child can come to it. */
static bool has_handlers(struct census *census) {
    static const int harmless[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS, 32, 33};
    const uint64_t child = 1ull << (SIGCHLD - 1);
    uint64_t caught = valdi__process_signals(census->process, VALDI__CAUGHT);
    for (unsigned i = 0; i < sizeof harmless / sizeof *harmless; i++)
        caught &= ~(1ull << (harmless[i] - 1));
    if (caught & child && valdi__children_visit(census->process, include, census))
        caught &= ~child;
    if (census->runner->is_alone && census->process == (uint32_t)getpid())
        return false;
    return caught & ~valdi__backtrace_signals(census->runner, census->process);
}

static bool count_all(const valdi_runner *runner, uint32_t process, uint64_t *digest) {
    struct census census = {.runner = runner, .digest = 0xcbf29ce484222325};
    char path[64];
    bool stuck = include(process, &census);
    for (uint32_t i = 0; stuck && i < census.count; i++) {
        census.process = census.processes[i];
        stuck = !has_handlers(&census) &&
                valdi__numbers_visit(valdi__process_path(path, sizeof path, census.process, "task"), is_stuck,
                                     &census);
    }
    *digest = census.digest;
    return stuck;
}

/* Whether no thread of the process can go on, nor any that could help one of them. */
static bool nobody_can_act(const valdi_runner *runner, uint32_t process) {
    uint64_t before, after;
    return count_all(runner, process, &before) && count_all(runner, process, &after) && before == after;
}

static bool nobody_can_act_in(uint32_t process, void *runner) {
    return nobody_can_act(runner, process);
}

/* ---- one after another ---- */

/* Adds the thread to the chain, unless it is in it: a ring. False if it may go on. */
static bool follow(const valdi_runner *runner, struct valdi__stuck *stuck, uint32_t thread) {
    struct valdi__link *link = &stuck->links[stuck->count];
    for (stuck->ring = 0; stuck->ring < stuck->count; stuck->ring++)
        if (stuck->links[stuck->ring].wait.thread == thread)
            return true;
    if (stuck->count == VALDI__LINKS || valdi__wait_sample(thread, &link->wait) != VALDI__SLEEPS)
        return false;
    valdi__blocked_find(runner, link);
    stuck->ring = ++stuck->count;
    return is_for_threads(link);
}

/* Whether the ring is known from what a server says: that may end it. */
static bool is_told(const struct valdi__stuck *stuck) {
    bool told = false;
    for (unsigned i = stuck->ring; i < stuck->count; i++)
        told = told || stuck->links[i].resource.is_told;
    return told;
}

/* The chain of holders, down to one that stands, a ring, or one that anybody could release. */
static bool find_chain(const valdi_runner *runner, uint32_t thread, struct valdi__stuck *stuck) {
    uint32_t hint = 0;
    *stuck = (struct valdi__stuck){.count = 0};
    while (follow(runner, stuck, thread)) {
        const struct valdi__resource *last = &stuck->links[stuck->count - 1].resource;
        if (stuck->ring < stuck->count)
            return !is_told(stuck);
        if (last->releaser != VALDI__HOLDER)
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
static bool chain_lasts(const valdi_runner *runner, const struct valdi__stuck *stuck) {
    for (uint32_t i = 0; i < stuck->count; i++) {
        const struct valdi__link *link = &stuck->links[i];
        struct valdi__link now = {.wait = link->wait};
        valdi__blocked_find(runner, &now);
        if (now.resource.releaser != link->resource.releaser ||
            now.resource.holder != link->resource.holder || now.resource.process != link->resource.process ||
            !valdi__wait_lasts(&link->wait))
            return false;
    }
    return true;
}

/* A thread is created by its process, once that has come; a process by any that has the block: a child, say, that is
 * yet to execute the program. */
static bool nobody_can_create(const valdi_runner *runner, const valdi_starter *starter) {
    const valdi_starter *home = valdi__process_of(starter);
    if (!home)
        return nobody_can_act(runner, getpid());
    if (home != starter && valdi_starter_process(home))
        return nobody_can_act(runner, valdi_starter_process(home));
    return valdi__guests_visit(runner->control, nobody_can_act_in, (void *)runner) &&
           (home == starter || !valdi__adopt_has_come(home));
}

/* Whether nobody can create the starter's thread, and it was not created while one looked. */
static bool never_begins(const valdi_runner *runner, const valdi_starter *starter,
                         struct valdi__stuck *stuck) {
    *stuck = (struct valdi__stuck){.count = 0};
    return !valdi__adopt_has_come(starter) && nobody_can_create(runner, starter) &&
           !atomic_load(&valdi__control_gate(runner->control, starter->index)->thread);
}

/* Whether it sleeps at its gate: it has just got there. */
static bool is_at_gate(const struct valdi__gate *gate) {
    enum valdi__turn turn = valdi__gate_turn(gate);
    return turn == VALDI__STANDING || turn == VALDI__ASKING || turn == VALDI__FINISHED;
}

static bool is_blocked_for_good(const valdi_runner *runner, const valdi_starter *starter,
                                struct valdi__stuck *stuck) {
    const struct valdi__gate *gate = valdi__control_gate(runner->control, starter->index);
    uint32_t thread = atomic_load(&gate->thread);
    if (!thread)
        return never_begins(runner, starter, stuck);
    if (!find_chain(runner, thread, stuck))
        return false;
    const struct valdi__link *last = &stuck->links[stuck->count - 1];
    uint32_t process =
        last->resource.process ? last->resource.process : valdi__thread_process(last->wait.thread);
    if (last->resource.releaser != VALDI__HOLDER && stuck->ring == stuck->count &&
        !nobody_can_act(runner, process))
        return false;
    if (!chain_lasts(runner, stuck) || is_at_gate(gate))
        return false;
    uint32_t hint = 0;
    return !stuck->holder || is_standing(runner, stuck->holder, &hint);
}

/* Whether a process has ended of which that was not known: nobody of it stands. */
static bool somebody_has_ended(const valdi_runner *runner) {
    bool ended = false;
    for (uint32_t i = 0; runner->starters[i]; i++)
        ended =
            (!runner->starters[i]->joined && valdi__process_has_ended(runner, runner->starters[i])) || ended;
    return ended;
}

bool valdi__blocked_for_good(const valdi_runner *runner, const valdi_starter *starter,
                             struct valdi__stuck *stuck) {
    return is_blocked_for_good(runner, starter, stuck) && !somebody_has_ended(runner);
}

bool valdi__blocked_on_something(const valdi_runner *runner, const valdi_starter *starter,
                                 struct valdi__wait *wait) {
    struct valdi__link link;
    const struct valdi__gate *gate = valdi__control_gate(runner->control, starter->index);
    enum valdi__activity activity = valdi__wait_sample(atomic_load(&gate->thread), wait);
    if (activity != VALDI__SLEEPS || wait->state != 'S' || is_at_gate(gate))
        return false;
    link.wait = *wait;
    valdi__blocked_find(runner, &link);
    return link.resource.releaser != VALDI__TIME && !is_at_gate(gate) && valdi__wait_lasts(wait);
}
