// A starter that sleeps in poll, where no backtrace is taken: the report names the hooked function it is inside of, and its line.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=inside
#undef NDEBUG
#include <assert.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

static int ends[2];

VALDI_CHECKPOINT static int receive(int patience) {
    struct pollfd wanted = {.fd = ends[0], .events = POLLIN};
    return poll(&wanted, 1, patience);
}

VALDI_CHECKPOINT static void sort_mail(void) {
    char byte;
    assert(read(ends[0], &byte, 1) == 1);
}

static void *wait_for_mail(void *unused) {
    receive(-1);
    sort_mail();
    return unused;
}

static int is_patient(const valdi_hit *hit, void *unused) {
    return valdi_hit_integer(hit, 0) == -1;
}

int main(void) {
    assert(!pipe(ends));
#ifdef TWIN
    assert(write(ends[1], "?", 1) == 1);
#endif
    valdi_starter *bob = valdi_starter_thread("bob", wait_for_mail, NULL);
    valdi_checkpoint *received =
        valdi_checkpoint_when(valdi_checkpoint_after(bob, "receive"), is_patient, NULL);
    valdi_checkpoint *sorted = valdi_checkpoint_before(bob, "sort_mail");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(received, sorted));
#ifndef TWIN
    valdi_runner_set_backstop(runner, 30);
#endif
    // CHECK: bob    blocked   in poll() {{.*}}inside receive {{.*}}.c:[[@LINE-33]]
    // CHECK: {{^}}stalled{{$}}
    // TWIN: {{^}}undecided{{$}}
    valdi_runner_next(runner);
    puts(valdi_verdict_name(valdi_runner_verdict(runner)));
    if (valdi_runner_verdict(runner))
        assert(write(ends[1], "?", 1) == 1);
    valdi_runner_finish(runner);
    valdi_runner_free(runner);
    return 0;
}
