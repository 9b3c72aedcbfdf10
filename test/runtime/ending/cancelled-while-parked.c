// A starter cancelled while it is parked ends at its next cancellation point; at once if it may be at any time.
// RUN: %cc %s -o %t && for how in never deferred asynchronous; do %run %t $how >%t.out 2>&1 || exit 1; done
// RUN: FileCheck %s <%t.out
// CHECK: valdi: order unreached at step 3 of 3: one finished without reaching "after second_phase"
// CHECK-NEXT: {{^}}  one  finished
// CHECK: {{^}}  reached: one after first_phase, two after first_phase
#include "../inputs/machine.h"
#include <pthread.h>

static pthread_t thread;
static int type = PTHREAD_CANCEL_DEFERRED;

static void *one_phase_after_the_other(void *machine) {
    thread = pthread_self();
    pthread_setcanceltype(type, NULL);
    first_phase(machine);
    machine_note(machine, '-');
    pthread_testcancel();
    second_phase(machine);
    return machine;
}

int main(int count, char **arguments) {
    struct machine first = {""}, second = {""};
    int never = !strcmp(arguments[1], "never"), at_once = !strcmp(arguments[1], "asynchronous");
    type = at_once ? PTHREAD_CANCEL_ASYNCHRONOUS : PTHREAD_CANCEL_DEFERRED;
    valdi_starter *one = valdi_starter_thread("one", one_phase_after_the_other, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(two, "first_phase");
    valdi_checkpoint *c = valdi_checkpoint_after(one, "second_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a);
    if (!never)
        pthread_cancel(thread);
    assert(valdi_runner_next(runner) == b && machine_is(&first, "1"));
    assert(valdi_runner_next(runner) == (never ? c : NULL));
    assert(machine_is(&first, never ? "1-2" : at_once ? "1" : "1-"));
    assert(valdi_runner_finish(runner) == (never ? VALDI_HELD : VALDI_UNREACHED));
    assert(valdi_starter_result(one) == (never ? &first : PTHREAD_CANCELED));
    assert(machine_is(&second, "12"));
    valdi_runner_free(runner);
}
