// NULL and empty arguments are refused by name, or have a defined result; nothing crashes.
// RUN: %cc %s -o %t && %run %t | FileCheck %s --match-full-lines
#include "../inputs/machine.h"

#define REFUSED(call) (assert((call) == NULL), printf("%s\n", valdi_error()))

int main(void) {
    // CHECK: a starter needs a name
    REFUSED(valdi_starter_thread(NULL, two_phases, NULL));
    // CHECK-NEXT: a starter needs a name
    REFUSED(valdi_starter_thread("", two_phases, NULL));
    // CHECK-NEXT: starter "one" needs a function
    REFUSED(valdi_starter_thread("one", NULL, NULL));
    valdi_starter *one = valdi_starter_thread("one", two_phases, NULL);
    // CHECK-NEXT: a checkpoint needs a starter, not NULL
    REFUSED(valdi_checkpoint_before(NULL, "first_phase"));
    // CHECK-NEXT: a checkpoint needs a starter, not NULL
    REFUSED(valdi_checkpoint_started(NULL));
    // CHECK-NEXT: a checkpoint of "one" needs the name of a function
    REFUSED(valdi_checkpoint_after(one, NULL));
    // CHECK-NEXT: a checkpoint of "one" needs the name of a marker
    REFUSED(valdi_checkpoint_at(one, ""));
    // CHECK-NEXT: a checkpoint to give a number is NULL
    REFUSED(valdi_checkpoint_nth(NULL, 1));
    // CHECK-NEXT: hits are numbered from 1, not 0
    REFUSED(valdi_checkpoint_nth(valdi_checkpoint_after(one, "first_phase"), 0));
    // CHECK-NEXT: a starter starts and finishes once: that checkpoint takes no number
    REFUSED(valdi_checkpoint_nth(valdi_checkpoint_started(one), 2));
    valdi_checkpoint *started = valdi_checkpoint_started(one);
    // CHECK-NEXT: a runner needs starters, not NULL
    REFUSED(valdi_runner_new(NULL, VALDI_ORDER(started)));
    // CHECK-NEXT: a runner needs an order, not NULL
    REFUSED(valdi_runner_new(VALDI_STARTERS(one), NULL));
    // CHECK-NEXT: a runner needs starters
    REFUSED(valdi_runner_new((valdi_starter *[]){NULL}, VALDI_ORDER(started)));
    // CHECK-NEXT: the order is empty: it holds nobody to anything
    REFUSED(valdi_runner_new(VALDI_STARTERS(one), (valdi_checkpoint *[]){NULL}));
    // CHECK-NEXT: the runner is NULL
    REFUSED(valdi_runner_next(NULL));
    REFUSED(valdi_runner_skip_to(NULL, started));
    assert(valdi_runner_finish(NULL) == VALDI_UNDECIDED && valdi_runner_verdict(NULL) == VALDI_UNDECIDED);
    assert(!strcmp(valdi_runner_explain(NULL), valdi_error()));
    valdi_runner_set_backstop(NULL, 1);
    valdi_runner_free(NULL);
    valdi_starter_free(NULL);
    assert(valdi_starter_result(NULL) == NULL && valdi_starter_result(one) == NULL);

    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(started)));
    // CHECK: the checkpoint to skip to is NULL
    REFUSED(valdi_runner_skip_to(runner, NULL));
    valdi_runner_free(runner);
}
