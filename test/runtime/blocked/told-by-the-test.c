// The test tells what a starter waits for that sleeps on a descriptor: by 1 it is blocked, by whom and in what the report says; by 0 it is not.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: valdi: order infeasible at step 2 of 3: bob cannot reach "at served"
// CHECK: bob {{ *}}blocked {{ *}}in read(a desk)
// CHECK-NEXT: a desk is held by alice
// CHECK: {{^}}alice: infeasible
// CHECK: valdi: order stalled at step 2 of 3: bob made no progress
// CHECK: bob {{ *}}blocked {{ *}}in read(a desk)
// CHECK: {{^}}somebody else: stalled
// CHECK: {{^}}nobody: stalled
// CHECK: {{^}}is blocked: held
// CHECK: valdi: order stalled at step 2 of 3: bob made no progress {{.*}} towards "blocked"
// CHECK: bob {{ *}}asleep {{ *}}in read
// CHECK: {{^}}is not: stalled
#include "../inputs/machine.h"

#include <stdio.h>
#include <unistd.h>

static int desk[2];
static valdi_starter *alice, *bob;

static void *leave_desk(void *argument) {
    VALDI_POINT("at the desk");
    assert(write(desk[1], "", 1) == 1);
    VALDI_POINT("left");
    return argument;
}

static void *go_to_desk(void *argument) {
    char ticket;
    assert(read(desk[0], &ticket, 1) == 1);
    VALDI_POINT("served");
    return argument;
}

static int by_alice(const valdi_starter *starter, valdi_block *block, void *unused) {
    (void)unused;
    block->holder = starter == bob ? alice : NULL;
    strcpy(block->what, "a desk");
    return 1;
}

static int by_somebody(const valdi_starter *starter, valdi_block *block, void *unused) {
    (void)starter, (void)unused;
    strcpy(block->what, "a desk");
    return 1;
}

static int by_nobody(const valdi_starter *starter, valdi_block *block, void *unused) {
    (void)starter, (void)block, (void)unused;
    return 0;
}

static void hold(const char *name, valdi_blocker *who, int until_blocked, unsigned backstop) {
    assert(!pipe(desk));
    alice = valdi_starter_thread("alice", leave_desk, NULL);
    bob = valdi_starter_thread("bob", go_to_desk, NULL);
    valdi_checkpoint *first = valdi_checkpoint_at(alice, "at the desk");
    valdi_checkpoint *waits = valdi_checkpoint_blocked(bob), *served = valdi_checkpoint_at(bob, "served");
    valdi_checkpoint *left = valdi_checkpoint_at(alice, "left");
    valdi_runner *runner = runner_or_die(valdi_runner_new(
        VALDI_STARTERS(alice, bob), VALDI_ORDER(first, until_blocked ? waits : served, left)));
    valdi_runner_set_backstop(runner, backstop);
    valdi_runner_set_blocker(runner, who, NULL);
    fprintf(stderr, "%s: %s\n", name, valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
    close(desk[0]);
    close(desk[1]);
}

int main(void) {
    hold("alice", by_alice, 0, 10000);
    hold("somebody else", by_somebody, 0, 200);
    hold("nobody", by_nobody, 0, 200);
    hold("is blocked", by_somebody, 1, 10000);
    hold("is not", by_nobody, 1, 200);
}
