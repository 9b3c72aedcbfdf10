/* valdi run: holds a program to an order file. */
#include "execute.h"
#include "file.h"
#include "memory.h"
#include "number.h"
#include "progress.h"
#include "results.h"
#include "tool.h"

#include <stdlib.h>
#include <string.h>

struct options {
    struct job job;
    const char *order_path, *junit, *trace;
    unsigned repeat;
    bool json, tap;
};

/* ---- running ---- */

/* A pause that the order does not have would be a command that never runs. */
static bool check_pauses(const struct options *options, const struct valdi__order_text *order) {
    for (size_t i = 0; i < options->job.at_pause_count; i++) {
        bool found = false;
        for (size_t j = 0; j < order->line_count; j++)
            found = found || (order->lines[j].kind == VALDI__PAUSE_TEXT &&
                              !strcmp(order->lines[j].pause, options->job.at_pauses[i].name));
        if (found)
            continue;
        fprintf(stderr, "valdi: %s has no pause \"%s\" for --on\n", options->order_path,
                options->job.at_pauses[i].name);
        return false;
    }
    return true;
}

/* A program is needed for threads, and for nothing else. An empty name is mostly that of a variable without a value. */
static bool check_program(const struct options *options, const struct valdi__order_text *order) {
    if (options->job.program && !*options->job.program[0]) {
        fputs("valdi: the name of the program is empty\n", stderr);
        return false;
    }
    for (size_t i = 0; i < order->starter_count; i++)
        if (order->starters[i].kind == VALDI__THREAD_TEXT && !order->starters[i].of &&
            !options->job.program) {
            fprintf(stderr, "valdi: %s: starter %s is a thread, and no program was given\n",
                    options->order_path, order->starters[i].name);
            return false;
        }
    return true;
}

static void write_trace(FILE *out, const void *trace) {
    trace_write(out, trace);
}

static void write_junit(FILE *out, const void *results) {
    results_write_junit(out, results);
}

/* Of several runs the one to look at: the first that was not as expected, or the last. */
static const struct outcome *telling(const struct results *results) {
    for (size_t i = 0; i < results->count; i++)
        if (!results->outcomes[i].as_expected)
            return &results->outcomes[i];
    return &results->outcomes[results->count - 1];
}

static void tell(const struct options *options, const struct results *results) {
    size_t expected = 0;
    for (size_t i = 0; i < results->count; i++)
        expected += results->outcomes[i].as_expected;
    if (options->json)
        results_write_json(stdout, results);
    else if (options->tap)
        results_write_tap(stdout, results);
    bool is_told = options->tap || (expected == results->count && (options->json || results->count > 1));
    if (!is_told)
        results_tell(results->job, telling(results));
    if (results->count > 1 && !options->json && !options->tap)
        printf("%zu of %zu runs as expected: %s\n", expected, results->count,
               valdi_verdict_name(results->job->order->expected));
}

/* Frees what nobody will ask for: what a run wrote that was as expected, and all traces but one. Returns which of the
 * runs so far is telling(). */
static struct outcome *keep(struct outcome *told, struct outcome *newest) {
    bool takes_over = !told || told->as_expected;
    if (told)
        trace_clear(takes_over ? &told->trace : &newest->trace);
    if (newest->as_expected) {
        free(newest->output);
        newest->output = NULL;
        newest->output_size = 0;
    }
    return takes_over ? newest : told;
}

/* False if a run cannot be made, behind those that were. */
static bool run_all(const struct options *options, struct results *results) {
    if (options->repeat > 1)
        progress_begin(options->repeat, "run");
    struct outcome *told = NULL;
    bool good = true;
    for (unsigned i = 0; good && i < options->repeat; i++) {
        struct outcome *outcome = &results->outcomes[results->count];
        good = execute(results->job, outcome);
        results->count += good;
        if (good && results->job->traces)
            outcome->trace.title =
                results->job->program ? xjoin(results->job->program) : xstrdup(results->job->order_path);
        if (good)
            told = keep(told, outcome);
        if (options->repeat > 1)
            progress_step(good && outcome->as_expected);
    }
    if (options->repeat > 1)
        progress_end();
    return good;
}

/* Says what came of the runs, wherever it is wanted. False after saying where it could not be written. */
static bool publish(const struct options *options, const struct results *results) {
    tell(options, results);
    bool good = !options->junit || file_write(options->junit, write_junit, results);
    return (!options->trace || file_write(options->trace, write_trace, &telling(results)->trace)) && good;
}

static int run(struct options *options, const struct valdi__order_text *order) {
    struct results results = {.job = &options->job,
                              .outcomes = xrealloc(NULL, options->repeat, sizeof *results.outcomes)};
    options->job.order = order;
    options->job.order_path = options->order_path;
    options->job.keeps_output = options->repeat > 1 || options->junit;
    options->job.spares_stdout = options->json || options->tap;
    options->job.traces = options->trace;
    bool good = run_all(options, &results);
    if (results.count)
        good = publish(options, &results) && good;
    int status = !good ? CANNOT : results_are_expected(&results) ? AS_EXPECTED : NOT_AS_EXPECTED;
    for (size_t i = 0; i < results.count; i++)
        outcome_free(&results.outcomes[i]);
    free(results.outcomes);
    return status;
}

/* ---- the command ---- */

enum { ON = 0x100, REPEAT, TIMEOUT, JSON, JUNIT, TAP, TRACE };

static void parse_on(struct options *options, char *argument, struct argp_state *state) {
    char *equals = strchr(argument, '=');
    if (!equals || equals == argument || !equals[1])
        argp_failure(state, CANNOT, 0, "--on needs NAME=COMMAND, not '%s'", argument);
    char *name = xasprintf("%.*s", (int)(equals - argument), argument);
    for (size_t i = 0; i < options->job.at_pause_count; i++)
        if (!strcmp(options->job.at_pauses[i].name, name))
            argp_failure(state, CANNOT, 0, "--on has a command for pause \"%s\" already", name);
    options->job.at_pauses =
        xgrow(options->job.at_pauses, options->job.at_pause_count, sizeof *options->job.at_pauses);
    options->job.at_pauses[options->job.at_pause_count++] = (struct at_pause){name, equals + 1};
}

static error_t parse(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;
    switch (key) {
    case 'o':
        options->order_path = argument;
        return 0;
    case ON:
        parse_on(options, argument, state);
        return 0;
    case 'n':
        options->repeat = number_whole(state, "--repeat", argument, MOST_RUNS);
        return 0;
    case 't':
        options->job.timeout = number_milliseconds(state, "--timeout", argument);
        return 0;
    case JSON:
        options->json = true;
        return 0;
    case TAP:
        options->tap = true;
        return 0;
    case JUNIT:
        options->junit = argument;
        return 0;
    case TRACE:
        options->trace = argument;
        return 0;
    case ARGP_KEY_ARGS:
        options->job.program = state->argv + state->next;
        return 0;
    case ARGP_KEY_END:
        if (!options->order_path)
            argp_failure(state, CANNOT, 0, "which order? Give --order FILE");
        if (options->json && options->tap)
            argp_failure(state, CANNOT, 0, "--json and --tap both want standard output");
        return 0;
    }
    return ARGP_ERR_UNKNOWN;
}

static const struct argp_option known[] = {
    {"order", 'o', "FILE", 0, "The order, as a file; - is standard input", 0},
    {"on", ON, "NAME=COMMAND", 0,
     "At the line 'pause NAME' of the order run the command with sh; if it fails, the run does. May be given "
     "for each pause",
     0},
    {"repeat", 'n', "N", 0, "Run it N times; what runs write is shown of those that are not as expected", 0},
    {"timeout", 't', "SECONDS", 0,
     "Kill a run that takes longer; also the time without progress until it is stalled, if that is shorter "
     "than the 10 s of the default",
     0},
    {"trace", TRACE, "FILE", 0,
     "Write down what happened, for 'valdi show': of several runs the first that was not as expected, or the "
     "last",
     0},
    {"json", JSON, NULL, 0, "Write the result to standard output as JSON", 0},
    {"tap", TAP, NULL, 0, "Write the result to standard output in the Test Anything Protocol", 0},
    {"junit", JUNIT, "FILE", 0, "Write the result to a file as JUnit's XML", 0},
    {0}};
static const struct argp argp = {
    .options = known,
    .parser = parse,
    .args_doc = "[PROGRAM [ARGUMENT...]]",
    .doc = "Holds a program, compiled with Valdi's pass, to the order in a file, without a line of test "
           "code. The order's threads are those of the program. Exits with 0 if the order ended as the "
           "file expects and no process failed otherwise, with 1 if not, with 2 if it could not be tried. "
           "A process that fails, by a signal or with another status than 0, after an order that held "
           "counts as 'expect died'.\vWithout --json, --tap, --junit and --repeat the program's standard "
           "output is the command's."};

static int run_main(int count, char **arguments) {
    struct options options = {.repeat = 1};
    struct valdi__order_text order;
    command_parse(&run_command, count, arguments, ARGP_IN_ORDER, &options);
    if (!order_file_read(options.order_path, &order))
        return CANNOT;
    int status =
        check_pauses(&options, &order) && check_program(&options, &order) ? run(&options, &order) : CANNOT;
    for (size_t i = 0; i < options.job.at_pause_count; i++)
        free(options.job.at_pauses[i].name);
    free(options.job.at_pauses);
    valdi__order_text_free(&order);
    return status;
}

const struct command run_command = {"run", "hold a program to an order",
                                    "valdi run --order lost-update.order ./bank\n"
                                    "valdi run --order lost-update.order --on both_read=./balance.sh ./bank\n"
                                    "valdi run --order lost-update.order --repeat 100 ./bank",
                                    &argp, run_main};
