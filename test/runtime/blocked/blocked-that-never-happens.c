// A starter that finishes without sleeping leaves "blocked" unreached; one that spins, or waits for time alone, is stalled or unreached.
// RUN: %cc %s -o %t && %run sh -c '%t finish 2>&1 | sed "s/running .*/running/"' 2>&1 | FileCheck %s --check-prefix=FINISH
// RUN: %run sh -c '%t spin 2>&1 | sed "s/running .*/running/"' 2>&1 | FileCheck %s --check-prefix=SPIN
// RUN: %run sh -c '%t sleep 2>&1 | sed "s/running .*/running/"' 2>&1 | FileCheck %s --check-prefix=FINISH
// RUN: %run sh -c '%t wait 2>&1 | sed "s/running .*/running/"' 2>&1 | FileCheck %s --check-prefix=TWIN
// FINISH: valdi: order unreached at step 1 of 1: bob finished without reaching "blocked"
// SPIN: valdi: order stalled at step 1 of 1: bob made no progress for 0.1 s towards "blocked"
// SPIN-NEXT: {{^}}  bob  running
// TWIN-NOT: valdi:
// TWIN: held
#include "../inputs/machine.h"
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

static atomic_int is_over;
static int ends[2];

static void *lives(void *argument) {
    struct timespec time = {.tv_nsec = 20 * 1000 * 1000};
    char byte;
    switch (*(char *)argument) {
    case 's':
        if (!strcmp(argument, "sleep"))
            nanosleep(&time, NULL);
        else
            while (!is_over)
                ;
        break;
    case 'w':
        assert(read(ends[0], &byte, 1) == 1);
    }
    return NULL;
}

int main(int count, char **arguments) {
    assert(!pipe(ends));
    valdi_starter *bob = valdi_starter_thread("bob", lives, arguments[1]);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(bob);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(asleep)));
    int waits = !strcmp(arguments[1], "wait");
    valdi_runner_set_backstop(runner, waits ? 10000 : 100);
    valdi_checkpoint *reached = valdi_runner_next(runner);
    assert(waits ? reached == asleep : !reached);
    is_over = 1;
    assert(write(ends[1], "?", 1) == 1);
    fprintf(stderr, "%s\n", valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}
