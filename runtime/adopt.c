/* Adopted starters: which of the threads that are being created is one. One lock guards it; creators hold
 * it from the look at the thread until it is created, or is not, so that what counts is what was created. */
#include "create.h"
#include "runtime.h"

#include <stdlib.h>
#include <string.h>

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
        atomic_store(&starter->is_adopted, false);
        any = any || starter->entry;
    }
    lock();
    atomic_store(&adopting, any ? runner : NULL);
    unlock();
}

static bool is_missing(const valdi_starter *starter) {
    const struct valdi__gate *gate = valdi__control_gate(starter->control, starter->index);
    return starter->entry && !atomic_load(&starter->is_adopted) && valdi__gate_turn(gate) != VALDI__FINISHED;
}

static uint32_t count_missing(const valdi_runner *runner) {
    uint32_t missing = 0;
    for (uint32_t i = 0; runner->starters[i]; i++)
        missing += is_missing(runner->starters[i]);
    return missing;
}

bool valdi__adopt_is_missing(const valdi_starter *starter) {
    if (!starter->entry)
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

bool valdi__adopt_end(valdi_runner *runner, uint32_t missing) {
    lock();
    bool ends = count_missing(runner) == missing;
    if (ends)
        atomic_store(&adopting, NULL);
    for (uint32_t i = 0; ends && runner->starters[i]; i++)
        if (is_missing(runner->starters[i]))
            valdi__gate_leave(runner->control, valdi__control_gate(runner->control, i));
    unlock();
    return ends;
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
    starter->fits = starter->entry && function && valdi__site_starts(starter->entry, function);
    return starter->fits && starter->seen + 1 == starter->ordinal && !atomic_load(&starter->is_adopted);
}

/* The starter whose thread is being created, or NULL. A thread is one starter's at most, but counts for
 * all. In a child that was made behind fork's back the block reads as zeros: it has no starters. */
static valdi_starter *find(const valdi_runner *runner, const void *function) {
    valdi_starter *found = NULL;
    for (uint32_t i = 0; i < runner->control->starter_count; i++)
        if (fits(runner->starters[i], function) && !found)
            found = runner->starters[i];
    return found;
}

/* Hooks in what is called here, and by whoever creates the thread, pass: the creator would be parked with
 * the lock. */
struct creation {
    valdi_runner *runner;
    valdi_starter *starter; /* or NULL */
    const void *inside;     /* of the creator, before */
};

static bool is_watched(void) {
    return atomic_load_explicit(&adopting, memory_order_acquire) && !creating;
}

/* Returns the starter whose thread it is to be, or NULL. */
static valdi_starter *creation_begin(struct creation *creation, const void *function, void *argument) {
    creation->inside = valdi__self.inside;
    creating = true;
    if (!creation->inside)
        valdi__self.inside = (const void *)UINTPTR_MAX; /* whatever the frame */
    lock();
    valdi__unseen_begin();
    creation->runner = atomic_load(&adopting);
    creation->starter =
        creation->runner ? find(creation->runner, valdi__start_function(function, argument)) : NULL;
    valdi__unseen_end();
    if (creation->starter) {
        creation->starter->function = NULL;
        creation->starter->argument = argument;
        atomic_store(&creation->starter->is_adopted, true);
    }
    return creation->starter;
}

static void creation_end(struct creation *creation, bool created) {
    valdi_runner *runner = creation->runner;
    for (uint32_t i = 0; created && runner && i < runner->control->starter_count; i++)
        runner->starters[i]->seen += runner->starters[i]->fits;
    if (creation->starter && !created)
        atomic_store(&creation->starter->is_adopted, false);
    unlock();
    valdi__self.inside = creation->inside;
    creating = false;
}

int __valdi_create(valdi__create *create, pthread_t *thread, const pthread_attr_t *attributes,
                   void *(*function)(void *), void *argument) {
    struct creation creation;
    if (!is_watched())
        return create(thread, attributes, function, argument);
    valdi_starter *starter = creation_begin(&creation, (const void *)function, argument);
    if (starter)
        starter->function = function;
    int error =
        create(thread, attributes, starter ? valdi__starter_live : function, starter ? starter : argument);
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
    valdi_starter *starter = creation_begin(&creation, (const void *)function, argument);
    if (starter)
        starter->function_c11 = function;
    int result = create(thread, starter ? live_c11 : function, starter ? starter : argument);
    creation_end(&creation, result == thrd_success);
    return result;
}

/* ---- construction ---- */

static bool is_adoptable(const char *name, const char *entry, unsigned ordinal) {
    char why[400];
    if (!entry || !*entry)
        valdi__error_open("starter \"%s\" needs the name of the function its thread starts at", name);
    else if (!ordinal)
        valdi__error_open("threads are numbered from 1, not 0: starter \"%s\" is none", name);
    else if (!valdi__site_may_start(entry, why, sizeof why))
        valdi__error_open("%s", why);
    else
        return true;
    return false;
}

valdi_starter *__valdi_adopt(const char *name, const char *entry, unsigned ordinal, bool sees_all) {
    valdi_starter *starter = NULL;
    if (!name || !*name)
        valdi__error_open("a starter needs a name");
    else if (!is_adoptable(name, entry, ordinal))
        return NULL;
    else if (!sees_all)
        valdi__error_open(
            "starter \"%s\" cannot be adopted: another pthread_create, a sanitizer's perhaps, comes "
            "before Valdi's: link the program with valdi-clang, or libvaldi-create.a into it",
            name);
    else if (!(starter = calloc(1, sizeof *starter)) || !(starter->name = strdup(name)) ||
             !(starter->entry = strdup(entry)))
        valdi__error_open("no memory for starter \"%s\"", name);
    else {
        starter->ordinal = ordinal;
        return starter;
    }
    if (starter)
        valdi__starter_destroy(starter);
    return NULL;
}
