/* Adopted starters: which of the threads that are being created is one. In each process one lock guards
 * it; creators hold it from the look at the thread until it is created, or is not, so that what counts is
 * what was created. That one is claimed tells the runner's process. */
#include "create.h"
#include "runtime.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* It is not there in programs that are linked with -static, nor in those with the archive alone. */
extern __typeof__(__valdi_create_is_first) __valdi_create_is_first __attribute__((weak));

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

/* Whose starters may be adopted, or NULL. Written with the lock. */
static _Atomic(valdi_runner *) adopting;

/* The calling thread is creating another. One creation may pass here more than once: what is linked into
 * the program calls a sanitizer's pthread_create, say, and that the library's. */
static _Thread_local bool creating __attribute__((tls_model("initial-exec")));

/* ---- the runner's side ---- */

/* ThreadSanitizer would see one creator behind the other. */
static void lock(void) {
    valdi__unseen_begin();
    pthread_mutex_lock(&mutex);
    valdi__unseen_end();
}

static void unlock(void) {
    valdi__unseen_begin();
    pthread_mutex_unlock(&mutex);
    valdi__unseen_end();
}

void valdi__adopt_begin(valdi_runner *runner) {
    bool any = false;
    for (uint32_t i = 0; runner->starters[i]; i++) {
        valdi_starter *starter = runner->starters[i];
        starter->seen = 0;
        any = any || (starter->kind == VALDI__ADOPTED_THREAD && !starter->home);
    }
    lock();
    atomic_store(&adopting, any ? runner : NULL);
    unlock();
}

static struct valdi__gate *gate_of(const valdi_starter *starter) {
    return valdi__control_gate(starter->control, starter->index);
}

/* From one claim to another. False if it was not that. */
static bool reclaim(const valdi_starter *starter, uint32_t from, enum valdi__claim to) {
    return atomic_compare_exchange_strong(&gate_of(starter)->claim, &from, to);
}

bool valdi__adopt_has_come(const valdi_starter *starter) {
    return !valdi__starter_is_adopted(starter) || atomic_load(&gate_of(starter)->claim) == VALDI__CLAIMED;
}

static bool is_missing(const valdi_starter *starter) {
    return !valdi__adopt_has_come(starter) && valdi__gate_turn(gate_of(starter)) != VALDI__FINISHED;
}

static uint32_t count_missing(const valdi_runner *runner) {
    uint32_t missing = 0;
    for (uint32_t i = 0; runner->starters[i]; i++)
        missing += is_missing(runner->starters[i]);
    return missing;
}

bool valdi__adopt_is_missing(const valdi_starter *starter) {
    if (!valdi__starter_is_adopted(starter))
        return false;
    lock();
    bool missing = is_missing(starter);
    unlock();
    return missing;
}

uint32_t valdi__adopt_missing(const valdi_runner *runner) {
    lock();
    uint32_t missing = count_missing(runner);
    unlock();
    return missing;
}

bool valdi__adopt_end(valdi_runner *runner, uint32_t missing, bool in_any_case) {
    lock();
    uint32_t closed = 0;
    for (uint32_t i = 0; runner->starters[i]; i++)
        closed += is_missing(runner->starters[i]) && reclaim(runner->starters[i], VALDI__OPEN, VALDI__CLOSED);
    bool ends = closed == missing || in_any_case;
    if (ends)
        atomic_store(&adopting, NULL);
    for (uint32_t i = 0; runner->starters[i]; i++)
        if (!ends)
            reclaim(runner->starters[i], VALDI__CLOSED, VALDI__OPEN); /* another process has created one */
        else if (is_missing(runner->starters[i])) {
            valdi__gate_leave(runner->control, valdi__control_gate(runner->control, i));
            runner->starters[i]->joined = true;
        }
    unlock();
    return ends;
}

void valdi__adopt_ignore(bool ignore) {
    creating = ignore;
}

void valdi__adopt_forget(void) {
    static const pthread_mutex_t unlocked = PTHREAD_MUTEX_INITIALIZER;
    mutex = unlocked; /* another thread may have held it */
    creating = false;
    atomic_store(&adopting, NULL);
}

/* ---- the creator's side ---- */

/* Notes whether the thread that is created starts at the starter's entry function, if it is known where.
 * Returns whether it is the starter's. */
static bool fits(valdi_starter *starter, const void *function) {
    starter->fits = starter->kind == VALDI__ADOPTED_THREAD && !starter->home && function &&
                    valdi__site_starts(starter->entry, function);
    return starter->fits && starter->seen + 1 == starter->ordinal;
}

/* The starter whose thread is being created, or NULL. A thread is one starter's at most, but counts for
 * all. In a child that was made behind fork's back the block reads as zeros: it has no starters. */
static valdi_starter *find(const valdi_runner *runner, const void *function) {
    valdi_starter *found = NULL;
    for (uint32_t i = 0; i < runner->control->starter_count; i++)
        if (fits(runner->starters[i], function) && !found &&
            reclaim(runner->starters[i], VALDI__OPEN, VALDI__CLAIMED))
            found = runner->starters[i];
    return found;
}

/* Whether the thread that is being created, which is no starter's, was not there yet when the program that was recorded
 * failed: of those that were, each is a starter's. */
static bool is_late(const valdi_runner *runner, const void *function) {
    for (uint32_t i = 0; i < runner->control->starter_count; i++)
        if (runner->starters[i]->fits && runner->starters[i]->seen < runner->starters[i]->ordinal)
            return false;
    return valdi__guest_is_to_fail() && valdi__site_of_start(function);
}

/* newborn: a thread that is no starter's, while there is a recording, or NULL: what it is to call, its own once it is
 * created. Hooks in what is called here, and by whoever creates the thread, pass: the creator would be parked with
 * the lock. */
struct creation {
    valdi_runner *runner;
    valdi_starter *starter; /* or NULL */
    const void *inside;     /* of the creator, before */
    struct newborn {
        void *(*function)(void *);   /* this or... */
        int (*function_c11)(void *); /* ... that */
        void *argument;
        uint32_t number;
        bool is_late; /* it waits for those that were there before */
    } * newborn;
};

static bool is_watched(void) {
    return (atomic_load_explicit(&adopting, memory_order_acquire) || valdi__recorder_is_on()) && !creating;
}

/* NULL if nothing is recorded, or without memory: then the thread has no name in the recording. */
static struct newborn *newborn_new(const void *start, void *argument) {
    uint32_t number = valdi__recorder_next_thread();
    struct newborn *newborn = number ? malloc(sizeof *newborn) : NULL;
    if (newborn)
        *newborn = (struct newborn){.argument = argument, .number = number};
    if (newborn)
        valdi__recorder_born(number,
                             valdi__site_of_start(start)); /* the program may crash before it is told */
    return newborn;
}

static struct newborn newborn_begin(void *argument) {
    struct newborn newborn = *(struct newborn *)argument;
    free(argument);
    valdi__recorder_be_thread(newborn.number);
    if (newborn.is_late)
        valdi__guest_await_steps();
    return newborn;
}

/* However it ends. When the order is held, what comes behind that is no starter's. */
static void newborn_end(void *unused) {
    (void)unused;
    valdi__recorder_end_thread();
}

static void *newborn_live(void *argument) {
    struct newborn newborn = newborn_begin(argument);
    void *result;
    pthread_cleanup_push(newborn_end, NULL);
    result = newborn.function(newborn.argument);
    pthread_cleanup_pop(1);
    return result;
}

static int newborn_live_c11(void *argument) {
    struct newborn newborn = newborn_begin(argument);
    int result;
    pthread_cleanup_push(newborn_end, NULL);
    result = newborn.function_c11(newborn.argument);
    pthread_cleanup_pop(1);
    return result;
}

static void creation_begin(struct creation *creation, const void *function, void *argument) {
    creation->inside = valdi__self.inside;
    creating = true;
    if (!creation->inside)
        valdi__self.inside = (const void *)UINTPTR_MAX; /* whatever the frame */
    lock();
    valdi__unseen_begin();
    creation->runner = atomic_load(&adopting);
    const void *start = valdi__start_function(function, argument);
    creation->starter = creation->runner ? find(creation->runner, start) : NULL;
    creation->newborn = creation->starter ? NULL : newborn_new(start, argument);
    if (creation->newborn)
        creation->newborn->is_late = creation->runner && is_late(creation->runner, start);
    valdi__unseen_end();
    if (creation->starter) {
        creation->starter->function = NULL;
        creation->starter->argument = argument;
    }
}

/* Tells whose thread it is to be what it was created with. Returns what the thread is to be given instead, NULL if it
 * is nothing to us. */
static void *creation_give(struct creation *creation, void *(*function)(void *),
                           int (*function_c11)(void *)) {
    if (creation->starter) {
        creation->starter->function = function;
        creation->starter->function_c11 = function_c11;
        return creation->starter;
    }
    if (creation->newborn) {
        creation->newborn->function = function;
        creation->newborn->function_c11 = function_c11;
    }
    return creation->newborn;
}

static void creation_end(struct creation *creation, bool created) {
    valdi_runner *runner = creation->runner;
    for (uint32_t i = 0; created && runner && i < runner->control->starter_count; i++)
        runner->starters[i]->seen += runner->starters[i]->fits;
    if (creation->starter && !created)
        reclaim(creation->starter, VALDI__CLAIMED, VALDI__OPEN);
    if (creation->newborn && !created) {
        valdi__recorder_unborn(creation->newborn->number);
        free(creation->newborn);
    }
    unlock();
    valdi__self.inside = creation->inside;
    creating = false;
}

int __valdi_create(valdi__create *create, pthread_t *thread, const pthread_attr_t *attributes,
                   void *(*function)(void *), void *argument) {
    struct creation creation;
    if (!is_watched())
        return create(thread, attributes, function, argument);
    creation_begin(&creation, (const void *)function, argument);
    void *given = creation_give(&creation, function, NULL);
    if (given)
        function = creation.starter ? valdi__starter_live : newborn_live;
    int error = create(thread, attributes, function, given ? given : argument);
    creation_end(&creation, !error);
    return error;
}

static int live_c11(void *starter) {
    return (int)(intptr_t)valdi__starter_live(starter);
}

int __valdi_create_c11(valdi__create_c11 *create, thrd_t *thread, thrd_start_t function, void *argument) {
    struct creation creation;
    if (!is_watched())
        return create(thread, function, argument);
    creation_begin(&creation, (const void *)function, argument);
    void *given = creation_give(&creation, NULL, function);
    if (given)
        function = creation.starter ? live_c11 : newborn_live_c11;
    int result = create(thread, function, given ? given : argument);
    creation_end(&creation, result == thrd_success);
    return result;
}

/* ---- construction ---- */

bool valdi__adopt_is_possible(char *why, size_t size) {
    const char *lacks = NULL;
    if (!__valdi_create_is_first)
        lacks = "the program is linked with -static, or with libvaldi.a and without libvaldi-create.a";
    else if (!__valdi_create_is_first())
        lacks = "another pthread_create, a sanitizer's perhaps, comes before Valdi's: link the program with "
                "valdi-clang, or libvaldi-create.a into it";
    snprintf(why, size, "%s", lacks ? lacks : "");
    return !lacks;
}

/* Whether threads of this process can be adopted by the name of that function. */
static bool is_adoptable(const char *name, const char *entry) {
    char why[400];
    if (!valdi__site_may_start(entry, why, sizeof why))
        valdi__error_open("%s", why);
    else if (!valdi__adopt_is_possible(why, sizeof why))
        valdi__error_open("starter \"%s\" cannot be adopted: %s", name, why);
    else
        return true;
    return false;
}

/* What is of that kind is known by the text, and counted from 1. */
static valdi_starter *adopted_new(const char *name, enum valdi__kind kind, const char *entry,
                                  const char *what, unsigned ordinal) {
    valdi_starter *starter = valdi__starter_new(name, kind);
    if (!starter)
        return NULL;
    starter->ordinal = ordinal;
    if (!entry || !*entry)
        valdi__error_open("starter \"%s\" needs the name of the %s", name, what);
    else if (!ordinal)
        valdi__error_open("%s are numbered from 1, not 0: starter \"%s\" is none",
                          kind == VALDI__ADOPTED_THREAD ? "threads" : "processes", name);
    else if (!(starter->entry = strdup(entry)))
        valdi__error_open("no memory for starter \"%s\"", name);
    else
        return starter;
    valdi__starter_destroy(starter);
    return NULL;
}

valdi_starter *__valdi_adopt(const char *name, const char *entry, unsigned ordinal) {
    valdi_starter *starter =
        adopted_new(name, VALDI__ADOPTED_THREAD, entry, "function its thread starts at", ordinal);
    if (!starter || is_adoptable(name, entry))
        return starter;
    valdi__starter_destroy(starter);
    return NULL;
}

valdi_starter *valdi_starter_adopt_in(valdi_starter *process, const char *name, const char *entry_function,
                                      unsigned ordinal) {
    if (!process || valdi__process_of(process) != process) {
        valdi__error_open("starter \"%s\" needs a starter that is a process%s%s", name ? name : "",
                          process ? ", not the thread " : "", process ? process->name : "");
        return NULL;
    }
    valdi_starter *starter =
        adopted_new(name, VALDI__ADOPTED_THREAD, entry_function, "function its thread starts at", ordinal);
    if (starter)
        starter->home = process;
    return starter;
}

/* A path is made whole: the processes may have other working directories. */
valdi_starter *valdi_starter_adopt_process(const char *name, const char *program, unsigned ordinal) {
    valdi_starter *starter =
        adopted_new(name, VALDI__ADOPTED_PROCESS, program, "program its process runs", ordinal);
    char *whole = starter && strchr(program, '/') ? realpath(program, NULL) : NULL;
    if (starter && strchr(program, '/') && !whole) {
        valdi__error_open("starter \"%s\" cannot run %s: %s", name, program, strerror(errno));
        valdi__starter_destroy(starter);
        return NULL;
    }
    if (whole) {
        free(starter->entry);
        starter->entry = whole;
    }
    return starter;
}
