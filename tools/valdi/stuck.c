/* Deadlocks of a program that no runner holds. As in runtime/blocked.c, which knows those of starters: a thread is stuck
 * if it sleeps, for any time, on what a stuck thread holds, or on what anybody could release if all are stuck. */
#include "stuck.h"

#include "../../runtime/runtime.h"
#include "memory.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>

struct sleeper {
    struct valdi__wait wait;
    struct valdi__resource resource;
    bool is_stuck;
};

struct sleepers {
    struct sleeper *all;
    size_t count;
    bool is_free; /* a thread or a handler could release what anybody can */
};

static bool look_at(uint32_t thread, void *context) {
    struct sleepers *sleepers = context;
    struct sleeper sleeper = {.is_stuck = false};
    if (valdi__wait_sample(thread, &sleeper.wait) == VALDI__SLEEPS && sleeper.wait.state == 'S') {
        valdi__resource_find(&sleeper.wait, &sleeper.resource);
        sleeper.is_stuck =
            sleeper.wait.call == SYS_futex && !sleeper.resource.is_timed &&
            (sleeper.resource.releaser == VALDI__HOLDER || sleeper.resource.releaser == VALDI__ANYBODY ||
             (sleeper.resource.releaser == VALDI__PROCESS && !sleeper.resource.process));
    }
    sleepers->all = xgrow(sleepers->all, sleepers->count, sizeof *sleepers->all);
    sleepers->all[sleepers->count++] = sleeper;
    return true;
}

static bool is_stuck(const struct sleepers *sleepers, uint32_t thread) {
    for (size_t i = 0; i < sleepers->count; i++)
        if (sleepers->all[i].wait.thread == thread)
            return sleepers->all[i].is_stuck;
    return false;
}

/* Takes out whom another can release. Whether there was one. */
static bool release(struct sleepers *sleepers) {
    bool released = false;
    for (size_t i = 0; i < sleepers->count; i++)
        sleepers->is_free = sleepers->is_free || !sleepers->all[i].is_stuck;
    for (size_t i = 0; i < sleepers->count; i++) {
        struct sleeper *sleeper = &sleepers->all[i];
        bool can = sleeper->resource.releaser == VALDI__HOLDER ? !is_stuck(sleepers, sleeper->resource.holder)
                                                               : sleepers->is_free;
        released = released || (sleeper->is_stuck && can);
        sleeper->is_stuck = sleeper->is_stuck && !can;
    }
    return released;
}

/* Handlers of signals that a program raises itself release nothing. */
static bool has_handlers(uint32_t process) {
    static const int harmless[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS, 32, 33};
    uint64_t caught = valdi__process_signals(process, VALDI__CAUGHT);
    for (unsigned i = 0; i < sizeof harmless / sizeof *harmless; i++)
        caught &= ~(1ull << (harmless[i] - 1));
    return caught;
}

/* Nobody ran between the two looks, so what they show was true of one moment. */
static bool lasts(const struct sleepers *sleepers) {
    for (size_t i = 0; i < sleepers->count; i++)
        if (sleepers->all[i].is_stuck && !valdi__wait_lasts(&sleepers->all[i].wait))
            return false;
    return true;
}

bool stuck_find(uint32_t process) {
    struct sleepers sleepers = {.is_free = has_handlers(process)};
    char path[64];
    bool known =
        valdi__numbers_visit(valdi__process_path(path, sizeof path, process, "task"), look_at, &sleepers);
    while (known && release(&sleepers)) {
    }
    bool found = known && is_stuck(&sleepers, process) && lasts(&sleepers);
    free(sleepers.all);
    return found;
}
