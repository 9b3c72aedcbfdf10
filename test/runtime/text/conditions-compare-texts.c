// A condition compares what a pointer points to with a text in quotes.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "inputs/teller.h"

static const char *const statements[] = {"BEGIN", "UPDATE \"accounts\"\n", "caf\xc3\xa9", ""};

VALDI_CHECKPOINT static const char *execute(const char *sql) {
    return sql && *sql ? sql : NULL;
}

static void *execute_all(void *argument) {
    for (int i = 0; i < 4; i++)
        execute(statements[i]);
    return argument;
}

static valdi_runner *parse(const char *order) {
    valdi_starter *one = valdi_starter_thread("one", execute_all, NULL);
    valdi_runner *runner = valdi_runner_parse(VALDI_STARTERS(one), order);
    if (!runner)
        puts(valdi_error());
    assert(runner);
    return runner;
}

int main(void) {
    valdi_runner *runner = parse("one after execute when sql == \"BEGIN\"\n"
                                 "one after execute when sql == \"UPDATE \\\"accounts\\\"\\n\"\n"
                                 "one after execute when result > \"c\" and sql==\"caf\xc3\xa9\"\n"
                                 "one before execute when sql != \"BEGIN\"\n");
    assert(reaches(runner, "one after execute when sql == \"BEGIN\""));
    assert(reaches(runner, "one after execute when sql == \"UPDATE \\\"accounts\\\"\\n\""));
    assert(reaches(runner, "one after execute when result > \"c\" and sql == \"caf\xc3\xa9\""));
    assert(reaches(runner, "one before execute when sql != \"BEGIN\""));
    assert(finish(runner) == VALDI_HELD);

    // CHECK: valdi: order unreached at step 1 of 1: one finished without reaching "before execute when sql == "COMMIT""
    assert(finish(parse("one before execute when sql == \"COMMIT\"")) == VALDI_UNREACHED);
}
