// For a program that somebody else starts, threads are that program's, and its main thread has the name the order gives it.
// RUN: %cc %S/../process/inputs/node.c -o %t.node
// RUN: %plain-clang %san -g -Wall -Wextra -Werror -D_GNU_SOURCE -I%source -I%source/include %s %prefix/lib/libvaldi.a -pthread -o %t
// RUN: %run %t %t.node | FileCheck %s --match-full-lines
#undef NDEBUG
#include "runtime/runtime.h"
#include "runtime/order_text.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

static char *node;

/* A runner of the order with the node as its host, or NULL. */
static valdi_runner *build(const char *text) {
    char complaint[VALDI__COMPLAINT], *arguments[] = {node, "2", NULL};
    struct valdi__order_text order;
    if (!valdi__order_text_read(&order, "node.order", text, strlen(text), NULL, complaint))
        puts(complaint);
    valdi_starter *host = valdi__starter_host("node", arguments);
    valdi_runner *runner = valdi__order_build(&order, NULL, host);
    valdi__order_text_free(&order);
    if (!runner) {
        puts(valdi_error());
        valdi_starter_free(host);
    }
    return runner;
}

static void hold(const char *text) {
    valdi_runner *runner = build(text);
    assert(runner);
    for (valdi_checkpoint *reached; (reached = valdi_runner_next(runner));)
        puts(valdi_checkpoint_text(reached));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    printf("%s\n", valdi_starter_name(runner->starters[0]));
    valdi_runner_free(runner);
}

int main(int count, char **arguments) {
    node = arguments[count - 1];
    // CHECK: main at serving
    // CHECK-NEXT: two before answer
    // CHECK-NEXT: one after answer when client == 1
    // CHECK-NEXT: two finished
    // CHECK-NEXT: main finished
    // CHECK-NEXT: main
    hold("starter main = thread main\nstarter one = thread serve/1\nstarter two = thread serve/2 of main\n"
         "main at serving\ntwo before answer\none after answer when client == 1\ntwo finished\nmain "
         "finished\n");
    // CHECK-NEXT: two before answer
    // CHECK-NEXT: one after answer
    // CHECK-NEXT: two after answer
    // CHECK-NEXT: node
    hold("starter one = thread serve\nstarter two = thread serve/2\n"
         "two before answer\none after answer\ntwo after answer\n");
    // CHECK-NEXT: node.order:2:9: starter "one" is the main thread already
    assert(!build("starter one = thread main\nstarter two = thread main\none started\n"));
    // CHECK-NEXT: node.order:2:1: starter "node": {{.*}}.node: no site for "anser" in this program; nearest: "answer" ({{.*}})
    assert(!build("starter one = thread serve\none after anser\n"));
}
