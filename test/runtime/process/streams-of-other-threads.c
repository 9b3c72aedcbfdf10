// A thread that waits for input, with its stream's lock, keeps no runner from being made; nothing is written twice.
// RUN: %cc %s -o %t && %run %t | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin | FileCheck %s --check-prefix TWIN
#include "inputs/shared.h"

#include <pthread.h>

#ifdef TWIN
static char *const saying = NULL;
#else
static char saying[] = "the process";
#endif

static FILE *input;

VALDI_CHECKPOINT static void say(const char *text) {
    puts(text); /* to a buffer */
}

static void *read_line(void *text) {
    return fgets(text, 10, input);
}

/* Whether another thread has the lock of the stream. */
static int is_locked(FILE *stream) {
    int locked = ftrylockfile(stream);
    if (!locked)
        funlockfile(stream);
    return locked;
}

static int say_it(void *text) {
    if (text)
        say(text);
    return 0;
}

int main(void) {
    char text[10];
    int ends[2];
    pthread_t reader;
    assert(!pipe(ends) && (input = fdopen(ends[0], "r")));
    setvbuf(stdout, NULL, _IOFBF, BUFSIZ);
    puts("before");
    pthread_create(&reader, NULL, read_line, text);
    while (!is_locked(input))
        sched_yield();
    valdi_starter *process = valdi_starter_fork("process", say_it, saying);
    valdi_checkpoint *said = valdi_checkpoint_after(process, "say");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(process), VALDI_ORDER(said)));
    // CHECK: before
    // CHECK-NEXT: the process
    // CHECK-NEXT: held
    // CHECK-NOT: {{.}}
    // TWIN: before
    // TWIN-NEXT: unreached
    puts(finish(runner));
    assert(write(ends[1], "line\n", 5) == 5 && !pthread_join(reader, NULL) && !strcmp(text, "line\n"));
}
