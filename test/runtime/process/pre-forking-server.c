// The workers of a pre-forking server, processes within a process, are starters by program and number.
// RUN: %cc %S/inputs/server.c -o %t.server && %cc -DPROGRAM='"%t.server"' -DFILE_NAME='"%t.file"' %s -o %t
// RUN: %run %t 2>&1 | FileCheck %s
#include "inputs/shared.h"

struct log {
    int length;
    char text[60];
};

static valdi_runner *runner;
static valdi_starter *server, *workers[3];

static void make(const char *program, const char *count, unsigned first) {
    static const char *const names[] = {"one", "two", "three"};
    static char *arguments[] = {PROGRAM, FILE_NAME, NULL, NULL};
    arguments[2] = (char *)count;
    server = valdi_starter_exec("server", arguments);
    for (unsigned i = 0; i < 3; i++)
        workers[i] = valdi_starter_adopt_process(names[i], program, i + first);
}

/* The third serves first, the server waits for all. */
static void hold(const char *program, const char *count, unsigned first) {
    make(program, count, first);
    valdi_checkpoint *ready = valdi_checkpoint_before(server, "await_workers");
    valdi_checkpoint *served[] = {
        valdi_checkpoint_after(workers[2], "serve"), valdi_checkpoint_before(workers[0], "serve"),
        valdi_checkpoint_after(workers[1], "serve"), valdi_checkpoint_after(workers[0], "serve")};
    valdi_checkpoint *end = valdi_checkpoint_finished(server);
    runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(server, workers[0], workers[1], workers[2]),
                                       VALDI_ORDER(ready, served[0], served[1], served[2], served[3], end)));
}

int main(void) {
    struct log *log = share_file(FILE_NAME, sizeof *log);
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int i = 0; i < 3; i++) {
        memset(log, 0, sizeof *log);
        hold(PROGRAM, "3", 1);
        assert(!valdi_starter_process(workers[0]));
        while (valdi_runner_next(runner))
            ;
        // CHECK: {{^}}held cba
        // CHECK: {{^}}held cba
        // CHECK: {{^}}held cba
        printf("%s ", valdi_verdict_name(valdi_runner_verdict(runner)));
        valdi_runner_free(runner);
        printf("%s\n", log->text);
    }
    memset(log, 0, sizeof *log);
    hold(strrchr(PROGRAM, '/') + 1, "4", 2); /* by its last part; all but the first worker */
    valdi_runner_next(runner);
    valdi_runner_next(runner);
    assert(valdi_starter_process(workers[2]) &&
           valdi_starter_process(workers[2]) != valdi_starter_process(server));
    // CHECK: {{^}}one not started
    // CHECK: {{^}}held
    const char *report = strstr(valdi_runner_explain(runner), "one");
    printf("one %.11s\n", strstr(report, "not"));
    const char *verdict = finish(runner);
    printf("%s\n", verdict);
    assert(log->length == 4 && strchr(log->text, 'd') < strchr(log->text, 'c') &&
           strchr(log->text, 'c') < strchr(log->text, 'b'));
    // CHECK: valdi: order infeasible at step 2 of 6: three cannot reach "after serve": it was not created, and whoever could create it stands still
    hold(PROGRAM, "2", 1);
    assert(valdi_runner_finish(runner) == VALDI_INFEASIBLE);
    valdi_runner_free(runner);
}
