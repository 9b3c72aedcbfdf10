// Lines "starter" start programs, and adopt threads and children of theirs; conditions hold there too.
// RUN: %cc %S/../process/inputs/node.c -o %t.node && %cc %S/../process/inputs/server.c -o %t.server
// RUN: truncate -s 64 %t.log && %cc -DNODE='"%t.node"' -DSERVER='"%t.server"' -DLOG='"%t.log"' %s -o %t
// RUN: %run %t 2>&1 | FileCheck %s
#include "inputs/teller.h"

static valdi_runner *parse(const char *order) {
    valdi_runner *runner = valdi_runner_parse(NULL, order);
    if (!runner)
        puts(valdi_error());
    assert(runner);
    return runner;
}

int main(void) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    valdi_runner *runner = parse("starter node = process " NODE " 2\n"
                                 "starter worker = thread serve/2 of node\n"
                                 "node at serving\n"
                                 "worker started\n"
                                 "worker before answer when client == 2\n"
                                 "worker finished\n"
                                 "node finished\n");
    assert(reaches(runner, "node at serving"));
    assert(reaches(runner, "worker started"));
    assert(reaches(runner, "worker before answer when client == 2"));
    assert(finish(runner) == VALDI_HELD);

    runner = parse("starter server = process " SERVER " " LOG " 3\n"
                   "starter one = child " SERVER "/1\n"
                   "starter three = child \"" SERVER "\"/3\n"
                   "server before await_workers\n"
                   "three after serve when worker == 'c'\n"
                   "one before serve when worker == 'a'\n"
                   "server finished\n");
    assert(reaches(runner, "server before await_workers"));
    assert(reaches(runner, "three after serve when worker == 99"));
    assert(reaches(runner, "one before serve when worker == 97"));
    assert(finish(runner) == VALDI_HELD);

    /* The other program's values are known when it has come to the point. */
    // CHECK: valdi: order unreached at step 2 of 3: worker finished without reaching "before answer when clinet == 2"
    // CHECK: hits of "before answer": worker 1 (0 under its condition)
    // CHECK-NEXT: no hit has a value "clinet"; it has: client
    runner = parse("starter node = process " NODE " 2\nstarter worker = thread serve/2 of node\n"
                   "node at serving\nworker before answer when clinet == 2\nnode finished\n");
    assert(finish(runner) == VALDI_UNREACHED);
    // CHECK: no hit has a text "client"; it has: client
    runner = parse("starter node = process " NODE " 2\nstarter worker = thread serve/2 of node\n"
                   "node at serving\nworker before answer when client == \"2\"\nnode finished\n");
    assert(finish(runner) == VALDI_UNREACHED);
}
