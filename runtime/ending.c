/* How the process ends while a runner is alive. An order that was not decided has shown nothing, and what was
 * to come after a starter ended the process in the test's stead is not known: neither is a success. Whoever
 * ends it with a status that is not 0 keeps that.
 *
 * _exit, exec and signals leave no time to say anything. */
#include "runtime.h"

#include <stdlib.h>
#include <unistd.h>

/* The runner that is alive, in the process that made it. In a child made behind fork's back the block
 * reads as zeros. */
static valdi_runner *own_runner(void) {
    valdi_runner *runner = valdi__runner_alive();
    return runner && runner->control && runner->control->starter_count ? runner : NULL;
}

/* Whether it matters that the calling thread ends the process. */
static bool matters(bool with_success) {
    const struct valdi__control *control = valdi__self.control;
    const valdi_runner *runner = own_runner();
    if (control)
        return control->starter_count && !control->is_guest;
    return with_success && runner && runner->verdict == VALDI_UNDECIDED;
}

static void report(void) {
    const valdi_runner *runner = own_runner();
    const struct valdi__self self = valdi__self;
    char *text = NULL;
    size_t size;
    FILE *out = NULL;
    valdi__self = (struct valdi__self){0}; /* what runs from here on is no starter's */
    if (runner && (!self.control || self.control == runner->control))
        out = open_memstream(&text, &size);
    if (out) {
        valdi__report_write_ending(out, runner, self.control ? runner->starters[self.index] : NULL);
        fclose(out);
    }
    valdi__report_print(text ? text : "valdi: a starter that was left running ended the process\n");
    free(text);
}

/* In glibc exit may be called by what it calls: it goes on with the handlers that are left, and the new
 * status. _exit would skip them. */
static void judge(int status, void *unused) {
    (void)unused;
    if (!matters(!status))
        return;
    report();
    if (!status)
        exit(EXIT_FAILURE);
}

/* Only handlers of on_exit are told the status, but such a one would outlive a library that Valdi is linked
 * into, if that is closed. What is registered here is called next. */
static void at_exit(void) {
    if (matters(true))
        on_exit(judge, NULL);
}

/* Nobody is told the status of quick_exit. */
static void at_end(void) {
    if (!matters(true))
        return;
    report();
    quick_exit(EXIT_FAILURE);
}

/* ---- the main thread may end without the process ---- */

static pthread_key_t key; /* the runner, in the thread that made it */

/* Then the last thread to end ends the process: nobody may stay parked. */
static void thread_ends(void *runner) {
    if (runner == own_runner() && gettid() == getpid())
        valdi__everybody_let_go(runner);
}

static void watch(void) {
    atexit(at_exit);
    at_quick_exit(at_end);
    pthread_key_create(&key, thread_ends);
}

void valdi__ending_watch(valdi_runner *runner) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, watch);
    pthread_setspecific(key, runner);
}
