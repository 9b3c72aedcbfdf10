// A program that executes another in its own place stays the starter: a shell, a chain of them, the test's own program.
// RUN: %cc %S/inputs/counter.c -o %t.counter && %cc -DPROGRAM='"%t.counter"' -DFILE_NAME='"%t.file"' %s -o %t
// RUN: %run %t && not --crash %t twin
#include "inputs/shared.h"

static int *counter;
static const char *count = "1";

static void hold(valdi_starter *node) {
    valdi_checkpoint *started = valdi_checkpoint_started(node);
    valdi_checkpoint *reads = valdi_checkpoint_after(node, "read_counter");
    valdi_checkpoint *writes = valdi_checkpoint_after(node, "write_counter");
    valdi_checkpoint *end = valdi_checkpoint_finished(node);
    *counter = 0;
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(node), VALDI_ORDER(started, reads, writes, end)));
    assert(valdi_runner_next(runner) == started && valdi_runner_next(runner) == reads && *counter == 0);
    assert(valdi_runner_next(runner) == writes && *counter == 1);
    assert(valdi_runner_next(runner) == end && *counter == 1);
    assert(!valdi_starter_status(node));
    assert(!strcmp(finish(runner), "held"));
}

static valdi_starter *shell(const char *script) {
    char *arguments[] = {"sh", "-c", (char *)script, PROGRAM, FILE_NAME, (char *)count, NULL};
    return valdi_starter_exec("node", arguments);
}

int main(int arguments, char **texts) {
    (void)texts;
    count = arguments > 1 ? "2" : "1";
    counter = share_file(FILE_NAME, sizeof *counter);
    hold(shell("exec \"$0\" \"$1\" \"$2\" x"));
    hold(shell("exec sh -c 'exec env A=1 \"$0\" \"$1\" \"$2\" x' \"$0\" \"$1\" \"$2\""));
}
