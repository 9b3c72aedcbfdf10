/* valdi prove: that an order breaks one program, and not the other, N out of N times. */
#include "execute.h"
#include "memory.h"
#include "number.h"
#include "progress.h"
#include "results.h"
#include "tool.h"
#include "utf8.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <wordexp.h>

enum { BAD, GOOD, SIDES };
static const char *const side_names[SIDES] = {"bad", "good"};

struct options {
    const char *order_path;
    char *programs[SIDES]; /* with arguments, as a shell has them */
    unsigned repeat, timeout;
    char **arguments; /* for both */
    bool json;
};

struct side {
    struct job job;
    wordexp_t words;
    unsigned runs, failed, held, infeasible, unreached;
    struct outcome telling; /* the first that is not as it has to be */
    bool has_telling;
};

/* ---- running ---- */

/* What is a failure: the program failed or, where it does not, the whole order was held. */
static bool shows(const struct outcome *outcome, bool by_order) {
    return by_order ? outcome->verdict == VALDI_HELD : outcome->failed;
}

static bool is_fine(const struct outcome *outcome, bool is_bad, bool by_order) {
    if (outcome->verdict == VALDI_STALLED)
        return false;
    if (is_bad)
        return outcome->reached_all && shows(outcome, by_order);
    return !outcome->failed && (outcome->verdict == VALDI_INFEASIBLE || outcome->verdict == VALDI_UNREACHED ||
                                (outcome->verdict == VALDI_HELD && !by_order));
}

/* Each run in one column, however it failed. */
static void count(struct side *side, const struct outcome *outcome) {
    side->runs++;
    side->failed += outcome->failed;
    if (outcome->reached_all && outcome->verdict != VALDI_STALLED)
        side->held++;
    else if (outcome->verdict == VALDI_INFEASIBLE)
        side->infeasible++;
    else if (outcome->verdict == VALDI_UNREACHED)
        side->unreached++;
}

/* False if the program cannot be run. by_order: whether the first bad run failed only by holding the order. */
static bool run_side(struct side *side, const struct options *options, bool is_bad, bool *by_order) {
    for (unsigned i = 0; i < options->repeat; i++) {
        struct outcome outcome;
        if (!execute(&side->job, &outcome))
            return false;
        if (is_bad && !i)
            *by_order = outcome.verdict == VALDI_HELD;
        count(side, &outcome);
        bool fine = is_fine(&outcome, is_bad, *by_order);
        progress_step(fine);
        if (fine || side->has_telling) {
            outcome_free(&outcome);
            continue;
        }
        side->telling = outcome;
        side->has_telling = true;
    }
    return true;
}

/* ---- the result ---- */

/* As code in a cell of the table, which a "|" would end. */
static void write_code(const char *text) {
    char *copy = utf8_printable(text);
    fputs("| `", stdout);
    for (const char *c = copy; *c; c++)
        printf("%s%c", *c == '|' ? "\\" : "", *c == '\n' ? ' ' : *c);
    fputs("` ", stdout);
    free(copy);
}

static void write_row(const struct side *side, const char *name, const char *program) {
    unsigned other = side->runs - side->held - side->infeasible - side->unreached;
    printf("| %s ", name);
    write_code(program);
    printf("| %u | %u | %u | %u | %u | %u |\n", side->runs, side->held, side->infeasible, side->unreached,
           other, side->failed);
}

static void write_table(const struct side sides[SIDES], const struct options *options, bool proven,
                        bool by_order) {
    write_code(options->order_path);
    puts("| program | runs | order held | infeasible | unreached | other | program failed |");
    puts("|---|---|---:|---:|---:|---:|---:|---:|");
    for (int i = 0; i < SIDES; i++)
        write_row(&sides[i], side_names[i], options->programs[i]);
    if (proven)
        printf("\nProven, %u out of %u times: the order %s, and %s on the good one.\n", options->repeat,
               options->repeat, by_order ? "can be held on the bad program" : "makes the bad program fail",
               by_order ? "cannot" : "never does");
    else
        puts("\nNot proven.");
}

static json_t *make_side(const struct side *side) {
    json_t *object =
        json_pack("{s:i, s:i, s:i, s:i, s:i}", "runs", side->runs, "held", side->held, "infeasible",
                  side->infeasible, "unreached", side->unreached, "failed", side->failed);
    if (side->has_telling)
        json_object_set_new(object, "first_unfit", results_make_json(&side->telling));
    return object;
}

static void write_json(const struct side sides[SIDES], bool proven) {
    json_t *object = json_object();
    json_object_set_new(object, "proven", json_boolean(proven));
    for (int i = 0; i < SIDES; i++)
        json_object_set_new(object, side_names[i], make_side(&sides[i]));
    json_dumpf(object, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    puts("");
    json_decref(object);
}

/* Why it is not proven, by the first run that says so. */
static void tell(const struct side *side, const char *name) {
    const struct outcome *outcome = &side->telling;
    if (!side->has_telling)
        return;
    fprintf(stderr, "valdi: on the %s program a run ended as %s after %u of %u steps%s%s%s%s\n", name,
            valdi_verdict_name(outcome->verdict), outcome->steps_reached, outcome->steps,
            outcome->ended ? ", and " : "", outcome->ended ? outcome_who(outcome) : "",
            outcome->ended ? " " : "", outcome->ended ? outcome->ended : "");
    if (outcome->report)
        fputs(outcome->report, stderr);
}

/* ---- the command ---- */

static bool split(struct side *side, const struct options *options, int which) {
    if (wordexp(options->programs[which], &side->words, WRDE_NOCMD) || !side->words.we_wordc ||
        !*side->words.we_wordv[0]) {
        fprintf(stderr, "valdi: --%s: cannot read '%s' as a command\n", side_names[which],
                options->programs[which]);
        return false;
    }
    size_t count = 0, own = side->words.we_wordc;
    while (options->arguments && options->arguments[count])
        count++;
    side->job.program = xrealloc(NULL, own + count + 1, sizeof *side->job.program);
    memcpy(side->job.program, side->words.we_wordv, own * sizeof *side->job.program);
    if (count)
        memcpy(side->job.program + own, options->arguments, count * sizeof *side->job.program);
    side->job.program[own + count] = NULL;
    return true;
}

static void clear(struct side *side) {
    if (side->has_telling)
        outcome_free(&side->telling);
    wordfree(&side->words);
    free(side->job.program);
}

static int prove(const struct options *options, const struct valdi__order_text *order) {
    struct side sides[SIDES] = {{.runs = 0}};
    bool good = true, by_order = false;
    for (int i = 0; good && i < SIDES; i++) {
        sides[i].job = (struct job){.order = order,
                                    .order_path = options->order_path,
                                    .timeout = options->timeout,
                                    .keeps_output = true};
        good = split(&sides[i], options, i);
    }
    progress_begin(SIDES * options->repeat, "run");
    for (int i = 0; good && i < SIDES; i++)
        good = run_side(&sides[i], options, i == BAD, &by_order);
    progress_end();
    bool proven = good && !sides[BAD].has_telling && !sides[GOOD].has_telling;
    if (good && options->json)
        write_json(sides, proven);
    else if (good)
        write_table(sides, options, proven, by_order);
    for (int i = 0; i < SIDES; i++) {
        tell(&sides[i], side_names[i]);
        clear(&sides[i]);
    }
    return !good ? CANNOT : proven ? AS_EXPECTED : NOT_AS_EXPECTED;
}

enum { BAD_PROGRAM = 0x100, GOOD_PROGRAM, JSON };

static error_t parse(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;
    switch (key) {
    case 'o':
        options->order_path = argument;
        return 0;
    case BAD_PROGRAM:
    case GOOD_PROGRAM:
        options->programs[key - BAD_PROGRAM] = argument;
        return 0;
    case 'n':
        options->repeat = number_whole(state, "--repeat", argument, MOST_RUNS);
        return 0;
    case 't':
        options->timeout = number_milliseconds(state, "--timeout", argument);
        return 0;
    case JSON:
        options->json = true;
        return 0;
    case ARGP_KEY_ARGS:
        options->arguments = state->argv + state->next;
        return 0;
    case ARGP_KEY_END:
        if (!options->order_path)
            argp_failure(state, CANNOT, 0, "which order? Give --order FILE");
        if (!options->programs[BAD] || !options->programs[GOOD])
            argp_failure(state, CANNOT, 0, "which programs? Give --bad PROGRAM and --good PROGRAM");
        return 0;
    }
    return ARGP_ERR_UNKNOWN;
}

static const struct argp_option known[] = {
    {"order", 'o', "FILE", 0, "The order that makes the bad program fail, as a file", 0},
    {"bad", BAD_PROGRAM, "PROGRAM", 0, "The program with the bug, with arguments of its own if quoted", 0},
    {"good", GOOD_PROGRAM, "PROGRAM", 0, "The program without it", 0},
    {"repeat", 'n', "N", 0, "How often each is run, 10 times unless given", 0},
    {"timeout", 't', "SECONDS", 0, "Kill a run that takes longer: it proves nothing", 0},
    {"json", JSON, NULL, 0, "Write the result as JSON", 0},
    {0}};
static const struct argp argp = {
    .options = known,
    .parser = parse,
    .args_doc = "[ARGUMENT...]",
    .doc = "Shows that a bug is there, and that it is gone: on the bad program the whole order is held "
           "and the program fails each time: by a signal, by another status than 0, or by a deadlock or a "
           "sleep that nobody can end. On the good one the order is infeasible, unreached or harmless, and "
           "the program never fails. Where the bad program does not fail, holding the order is the "
           "failure. Writes one table. Arguments are given to both programs."};

static int prove_main(int count, char **arguments) {
    struct options options = {.repeat = 10};
    struct valdi__order_text order;
    command_parse(&prove_command, count, arguments, ARGP_IN_ORDER, &options);
    if (!order_file_read(options.order_path, &order))
        return CANNOT;
    int status = prove(&options, &order);
    valdi__order_text_free(&order);
    return status;
}

const struct command prove_command = {
    "prove", "show that an order breaks one program and not another",
    "valdi prove --order lost-update.order --bad ./bank-racy --good ./bank-fixed", &argp, prove_main};
