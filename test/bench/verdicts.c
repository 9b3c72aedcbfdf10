/* How soon it is known that a starter cannot go on: from the moment it calls what blocks to the return of
 * valdi_runner_next, and to the verdict, before its report. Compiled with the pass. Prints a table. */
#include "../../runtime/runtime.h"
#include "bench.h"
#include "blocking.h"

#include <stdlib.h>
#include <string.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

enum { BACKSTOP = 50 /* ms, for what is stalled */ };

static void *alice_lives(void *argument) {
    const struct contention *contention = argument;
    contention->hold();
    VALDI_POINT("holding");
    contention->let_go();
    return NULL;
}

static void *bob_lives(void *argument) {
    const struct contention *contention = argument;
    contention->want();
    VALDI_POINT("has");
    return NULL;
}

/* What was measured of one kind, ns, and the last report. */
struct result {
    double verdict[MANY], all[MANY];
    int runs;
    valdi_verdict kind;
    char report[200];
};

/* Bob's line, and the one below it that belongs to him, without the padding and the directories. */
static void copy_report(char *to, size_t size, const char *report) {
    size_t length = 0;
    const char *from = strstr(report, "\n  bob");
    for (from = from ? from + strlen("\n  bob  ") : ""; *from && length < size - 3; from++) {
        if (*from == '\n' && strncmp(from + 1, "     ", 5))
            break;
        if (*from == '\n')
            to[length++] = ';';
        while (*from == '/' && length && to[length - 1] != ' ')
            length--;
        if (*from == '/')
            continue;
        if (!strchr(" \n", *from) || (length && to[length - 1] != ' '))
            to[length++] = *from == '\n' ? ' ' : *from;
    }
    to[length] = 0;
}

static void run_once(const struct contention *contention, struct result *result) {
    contention->before();
    valdi_starter *alice = valdi_starter_thread("alice", alice_lives, (void *)contention);
    valdi_starter *bob = valdi_starter_thread("bob", bob_lives, (void *)contention);
    valdi_checkpoint *holding = valdi_checkpoint_at(alice, "holding"), *has = valdi_checkpoint_at(bob, "has");
    valdi_checkpoint *end = valdi_checkpoint_finished(alice);
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(holding, has, end));
    if (!runner)
        bench_require(false, valdi_error());
    bench_require(valdi_runner_next(runner) == holding, "the first step was not made");
    valdi_runner_set_backstop(runner, contention->runs == FEW ? BACKSTOP : 0);
    bench_require(!valdi_runner_next(runner), "the second step was made");
    valdi_runner_set_backstop(runner, 0);
    result->all[result->runs] = bench_now(CLOCK_MONOTONIC) - blocking_began;
    result->verdict[result->runs++] = (double)runner->ended - blocking_began;
    result->kind = valdi_runner_verdict(runner);
    copy_report(result->report, sizeof result->report, valdi_runner_explain(runner));
    if (contention->is_theirs)
        contention->after();
    valdi_runner_free(runner);
    if (!contention->is_theirs)
        contention->after();
}

/* ---- the table ---- */

static int compare(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* "median | worst |" in ms. */
static void print_times(double *times, int count) {
    qsort(times, count, sizeof *times, compare);
    printf(" %.2f | %.2f |", times[count / 2] / 1e6, times[count - 1] / 1e6);
}

static struct result *measure(const struct contention *contention, const char *options, int runs) {
    struct result *result = calloc(1, sizeof *result);
    bench_require(result, "no memory");
    setenv("VALDI_OPTIONS", options, 1);
    while (result->runs < runs)
        run_once(contention, result);
    return result;
}

/* verdicts [SYMBOLIZER] */
int main(int count, char **arguments) {
    char options[1000];
    snprintf(options, sizeof options, count > 1 ? "symbolizer=%s" : "verbosity=0", arguments[1]);
    blocking_prepare();
    bench_require(freopen("/dev/null", "w", stderr) != NULL, "no /dev/null"); /* the reports */
    printf("\n| bob is in | verdict | known: median, ms | worst, ms | returned: median, ms | "
           "worst, ms |"
           " with names: median, ms | worst, ms | the report says |\n"
           "|---|---|---:|---:|---:|---:|---:|---:|---|\n");
    for (int i = 0; i < blocking_count; i++) {
        struct result *plain = measure(&blocking_calls[i], "symbolizer=/dev/null", blocking_calls[i].runs);
        struct result *named = measure(&blocking_calls[i], options, FEW);
        printf("| %s | %s |", blocking_calls[i].title, valdi_verdict_name(named->kind));
        print_times(plain->verdict, plain->runs);
        print_times(plain->all, plain->runs);
        print_times(named->all, named->runs);
        printf(" `%s` |\n", named->report);
        fflush(stdout);
        free(plain);
        free(named);
    }
}
