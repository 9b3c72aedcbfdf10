// An order may be in a file, whose name complaints have.
// RUN: %cc %s -o %t && %run %t %t.order 2>&1 | FileCheck %s
#include "inputs/teller.h"

static valdi_runner *load(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert(file && fputs(text, file) >= 0 && !fclose(file));
    valdi_starter *alice = valdi_starter_thread("alice", pay_in, "alice");
    valdi_runner *runner = valdi_runner_load(VALDI_STARTERS(alice), path);
    if (!runner) {
        printf("%s\n", valdi_error());
        valdi_starter_free(alice);
    }
    return runner;
}

int main(int count, char **arguments) {
    static char long_text[100000];
    const char *path = arguments[count - 1];
    valdi_runner *runner = load(path, "alice after deposit/2\r\npause here");
    assert(runner && !strcmp(valdi_runner_next_pause(runner), "here") && balance == 130);
    assert(finish(runner) == VALDI_HELD);

    memset(long_text, '\n', sizeof long_text - 1);
    memcpy(long_text + sizeof long_text - 22, "alice after deposit/3", 21);
    runner = load(path, long_text);
    assert(runner && reaches(runner, "alice after deposit/3"));
    assert(finish(runner) == VALDI_HELD);

    // CHECK: {{.*}}.order:2:15: expected a number from 1, not "-1"
    // CHECK-NEXT: alice after f/-1
    // CHECK-NEXT: {{^ +\^$}}
    assert(!load(path, "# one\nalice after f/-1\n"));
    // CHECK: {{.*}}.order:1:1: no site for "withdraw" in this program
    assert(!load(path, "alice after withdraw\n"));
    assert(!remove(path));
    // CHECK: {{.*}}.order: No such file or directory
    assert(!valdi_runner_load(VALDI_STARTERS(), path));
    printf("%s\n", valdi_error());
    // CHECK: /: Is a directory
    assert(!valdi_runner_load(VALDI_STARTERS(), "/"));
    printf("%s\n", valdi_error());
    // CHECK: a runner needs the path of an order file, not NULL
    assert(!valdi_runner_load(VALDI_STARTERS(), NULL));
    printf("%s\n", valdi_error());
}
