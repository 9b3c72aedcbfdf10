// A partial order ends unreached, infeasible by a lock, infeasible as all wait for each other, or stalled, as soon as that is certain.
// RUN: %cc %s -o %t && rm -f %t.out
// RUN: for how in unreached locked circle stalled; do %run %t $how >>%t.out 2>&1 || exit 1; done
// RUN: FileCheck %s <%t.out
// RUN: %cc -DTWIN %s -o %t.twin && for how in unreached locked circle stalled; do not --crash %t.twin $how; done
#include "../inputs/machine.h"
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int ends[2];
#ifdef TWIN
enum { AS_EXPECTED = 0 };
#else
enum { AS_EXPECTED = 1 };
#endif

static void *locked(void *machine) {
    pthread_mutex_lock(&lock);
    first_phase(machine);
    second_phase(machine);
    pthread_mutex_unlock(&lock);
    return machine;
}

static void *reads(void *machine) {
    char byte;
    assert(read(ends[0], &byte, 1) == 1);
    return two_phases(machine);
}

static void *one_phase(void *machine) {
    first_phase(machine);
    return machine;
}

static void expect(valdi_runner *runner, valdi_verdict verdict) {
    runner_or_die(runner);
    valdi_runner_set_backstop(runner, verdict == VALDI_STALLED ? 30 : 0);
    while (valdi_runner_next(runner))
        ;
    assert((valdi_runner_verdict(runner) == verdict) == AS_EXPECTED);
    assert(write(ends[1], "?", 1) == 1);
    assert(valdi_runner_finish(runner) == verdict);
    valdi_runner_free(runner);
}

int main(int count, char **arguments) {
    struct machine first = {""}, second = {""};
    const char *how = arguments[count - 1];
    void *(*function)(void *) = !strcmp(how, "locked")      ? locked
                                : !strcmp(how, "stalled")   ? reads
                                : !strcmp(how, "unreached") ? one_phase
                                                            : two_phases;
    assert(!pipe(ends));
    valdi_starter *one = valdi_starter_thread("one", function, &first);
    valdi_starter *two = valdi_starter_thread("two", strcmp(how, "locked") ? two_phases : locked, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "second_phase"),
                     *b = valdi_checkpoint_before(two, "second_phase");
    valdi_checkpoint *early = valdi_checkpoint_before(two, "first_phase");
    valdi_checkpoint *c = valdi_checkpoint_after(two, "second_phase"),
                     *d = valdi_checkpoint_before(one, "second_phase");
    valdi_checkpoint *taken = valdi_checkpoint_after(one, "first_phase"),
                     *started = valdi_checkpoint_started(two);
    if (!strcmp(how, "circle"))
        expect(valdi_runner_new_partial(VALDI_STARTERS(one, two), VALDI_CONSTRAINTS({a, b}, {c, d})),
               VALDI_INFEASIBLE);
    else if (!strcmp(how, "locked"))
        expect(valdi_runner_new_partial(VALDI_STARTERS(two, one),
                                        VALDI_CONSTRAINTS({taken, started}, {early, a})),
               VALDI_INFEASIBLE);
    else
        expect(valdi_runner_new_partial(VALDI_STARTERS(two, one), VALDI_CONSTRAINTS({early, a}, {a, b})),
               !strcmp(how, "unreached") ? VALDI_UNREACHED : VALDI_STALLED);
}
// CHECK: valdi: order unreached at 1 of 3 checkpoints: one finished without reaching "after second_phase"
// CHECK-NEXT: {{^}}  two  parked    before second_phase  {{.*}}machine.h:24
// CHECK-NEXT: {{^}}       waits for one after second_phase
// CHECK-NEXT: {{^}}  one  finished
// CHECK-NEXT: {{^}}  hits of "after second_phase": one 0
// CHECK-NEXT: {{^}}  reached: two before first_phase
// CHECK-NEXT: valdi: order infeasible at 2 of 4 checkpoints: two cannot reach "before first_phase"
// CHECK-NEXT: {{^}}  two  blocked   in pthread_mutex_lock(lock) {{.*}}verdicts-of-a-partial-order.c:19
// CHECK-NEXT: {{^}}       lock is held by one
// CHECK-NEXT: {{^}}  one  parked    after second_phase  {{.*}}machine.h:24
// CHECK-NEXT: {{^}}       waits for two before first_phase
// CHECK-NEXT: {{^}}  reached: one after first_phase, two started
// CHECK-NEXT: valdi: order infeasible at 0 of 4 checkpoints: one cannot reach "before second_phase": all wait for each other
// CHECK-NEXT: {{^}}  one  parked    before second_phase
// CHECK-NEXT: {{^}}       waits for two after second_phase
// CHECK-NEXT: {{^}}  two  parked    before second_phase
// CHECK-NEXT: {{^}}       waits for one after second_phase
// CHECK-NEXT: {{^}}  reached: nothing
// CHECK-NEXT: valdi: order stalled at 1 of 3 checkpoints: one made no progress for 0.03 s towards "after second_phase"
// CHECK-NEXT: {{^}}  two  parked    before second_phase
// CHECK-NEXT: {{^}}       waits for one after second_phase
// CHECK-NEXT: {{^}}  one  blocked   in read(descriptor {{[0-9]+}})
