// What the test writes between two steps is no race with starters that read or write it before or afterwards.
// REQUIRES: sanitizer-runtimes
// RUN: %cc -fsanitize=thread %s -o %t && %run %t 2>&1 | FileCheck %s --implicit-check-not=ThreadSanitizer
// RUN: %cc -fsanitize=thread -DTWIN %s -o %t.twin && not %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// TWIN: WARNING: ThreadSanitizer: data race
// CHECK: request 7 made 9
#include "../runtime/inputs/machine.h"
#include <pthread.h>
#include <stdlib.h>

static struct {
    int request, answer;
    char *text; /* allocated by the test, freed by the starter */
} shared;

VALDI_CHECKPOINT static void answer(void) {
    shared.answer = shared.request + 1;
}

VALDI_CHECKPOINT static void count_text(void) {
    shared.answer += (int)strlen(shared.text);
    free(shared.text);
}

static void *serve(void *argument) {
    answer();
    answer();
    count_text();
    return argument;
}

/* The test's writes; in the twin those of a thread that nobody holds to an order. */
static void *ask(void *argument) {
    shared.request = 7;
    shared.text = strdup("x");
    return argument;
}

static void ask_now(void) {
#ifdef TWIN
    pthread_t thread;
    pthread_create(&thread, NULL, ask, NULL);
    pthread_join(thread, NULL);
#else
    ask(NULL);
#endif
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", serve, NULL);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "answer"),
                     *b = valdi_checkpoint_before(one, "count_text");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a && shared.answer == 1);
    ask_now();
    assert(valdi_runner_next(runner) == b && shared.answer == 8);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    fprintf(stderr, "request %d made %d\n", shared.request, shared.answer);
    valdi_runner_free(runner);
}
