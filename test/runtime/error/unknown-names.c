// An unknown function or marker is refused with the nearest known name, or with what the name is instead.
// RUN: %cc %s -o %t && %run %t | FileCheck %s --match-full-lines
#include "../inputs/machine.h"

VALDI_CHECKPOINT_BEFORE static void only_before(void) {
    VALDI_POINT("queue:full");
}

static void ask(const char *what, const valdi_checkpoint *checkpoint) {
    assert(!checkpoint);
    printf("%s: %s\n", what, valdi_error());
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", two_phases, NULL);
    only_before();
    // CHECK: typo: no site for "secnod_phase" in this program; nearest: "second_phase" ({{.*}}machine.h:{{[0-9]+}})
    ask("typo", valdi_checkpoint_before(one, "secnod_phase"));
    // CHECK: far: no site for "zzzzzzzzzzzz" in this program
    ask("far", valdi_checkpoint_after(one, "zzzzzzzzzzzz"));
    // CHECK: kind: "only_before" ({{.*}}unknown-names.c:5) is a point only before it
    ask("kind", valdi_checkpoint_after(one, "only_before"));
    // CHECK: marker: no marker "queue:fill" in this program; nearest: "queue:full" ({{.*}}unknown-names.c:6)
    ask("marker", valdi_checkpoint_at(one, "queue:fill"));
    // CHECK: function: "queue:full" ({{.*}}unknown-names.c:6) is a marker, no function
    ask("function", valdi_checkpoint_before(one, "queue:full"));
    // CHECK: no marker: "first_phase" ({{.*}}machine.h:{{[0-9]+}}) is a function, no marker
    ask("no marker", valdi_checkpoint_at(one, "first_phase"));
    valdi_starter_free(one);
}
