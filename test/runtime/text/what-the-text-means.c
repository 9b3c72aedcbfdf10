// What reads well may still be no order of this program: the complaint has the line; what the test made stays its own.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s --match-full-lines
#include "inputs/teller.h"

VALDI_CHECKPOINT __attribute__((used)) static void *teller(void *who) {
    return pay_in(who);
}

static valdi_starter *alice, *bob;

static void refuse(const char *order) {
    assert(!valdi_runner_parse(VALDI_STARTERS(alice, bob), order));
    puts(valdi_error());
}

static void refuse_points(void) {
    // CHECK: order:1:1: no site for "withdraw" in this program
    refuse("alice after withdraw");
    // CHECK-NEXT: order:2:3: no site for "wirte_balance" in this program; nearest: "write_balance" ({{.*}}teller.h:{{[0-9]+}})
    refuse("alice after write_balance\n  alice after wirte_balance\n");
    // CHECK-NEXT: order:1:1: no marker "balance" in this program{{.*}}
    refuse("alice at balance");
    // CHECK-NEXT: order:1:23: inside needs points before and after a function: no site for "commit" in this program
    refuse("alice after deposit < bob before deposit inside commit");
    // CHECK-NEXT: checkpoint 2 of the order, alice's "started", stands there before: it is reached once
    refuse("alice started\nalice started\n");
    // CHECK-NEXT: constraint 2: nothing keeps "bob" from being finished; constrain what comes before that
    refuse("alice started < bob started < bob finished");
}

static void refuse_starters(void) {
    // CHECK-NEXT: order:1:9: no site for "tellre" in this program; nearest: "teller" ({{.*}}what-the-text-means.c:5); a function that a thread starts at needs hooks: by a checkpoint file, or an annotation
    refuse("starter t = thread tellre\nt started");
    // CHECK-NEXT: order:1:9: starter "t" would be the main thread, which is the test's own here
    refuse("starter t = thread main\nt started");
    // CHECK-NEXT: order:1:9: starter "t" cannot execute ./no-such-program: No such file or directory
    refuse("starter t = process ./no-such-program\nt started");
    // CHECK-NEXT: order:2:9: the main thread of "p" is "p" itself
    refuse("starter p = process sleep 1\nstarter t = thread main of p\nt started");
    // CHECK-NEXT: order:1:9: starter "t" needs a starter that is a process, not the thread alice
    refuse("starter t = thread teller of alice\nt started");
    // CHECK-NEXT: starters "t" and "u" are both the thread number 1 that starts at "teller"
    refuse("starter t = thread teller\nstarter u = thread teller/1\nt started");
}

int main(void) {
    alice = valdi_starter_thread("alice", pay_in, "alice");
    bob = valdi_starter_thread("bob", pay_in, "bob");
    valdi_checkpoint *own = valdi_checkpoint_after(bob, "deposit");
    refuse_points();
    refuse_starters();

    // CHECK-NEXT: a runner needs starters
    assert(!valdi_runner_parse(VALDI_STARTERS(), ""));
    assert(!valdi_runner_new(VALDI_STARTERS(), VALDI_ORDER(own)));
    puts(valdi_error());
    // CHECK-NEXT: a runner needs the text of an order, not NULL
    refuse(NULL);
    // CHECK-NEXT: a starter needs a name
    valdi_starter *nobody = valdi_starter_thread("", pay_in, NULL);
    assert(!valdi_runner_parse(VALDI_STARTERS(alice, bob, nobody), "alice started"));
    puts(valdi_error());

    /* They are whole: nothing of what was refused is left. */
    valdi_runner *runner =
        valdi_runner_parse(VALDI_STARTERS(alice, bob), "alice finished\nbob after deposit\n");
    assert(runner && reaches(runner, "alice finished") && balance == 160);
    // CHECK-NEXT: another runner is alive: free it first, there is one at a time
    valdi_starter *carol = valdi_starter_thread("carol", pay_in, "carol");
    assert(!valdi_runner_parse(VALDI_STARTERS(carol), "carol started"));
    puts(valdi_error());
    assert(reaches(runner, "bob after deposit") && balance == 170);
    assert(finish(runner) == VALDI_HELD);

    runner = valdi_runner_new(VALDI_STARTERS(carol),
                              VALDI_ORDER(valdi_checkpoint_nth(valdi_checkpoint_after(carol, "deposit"), 2)));
    assert(runner && reaches(runner, "carol after deposit/2"));
    assert(finish(runner) == VALDI_HELD);
}
