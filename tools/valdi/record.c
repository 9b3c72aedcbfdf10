/* valdi record: writes down the order that just happened. */
#include "cast.h"
#include "globs.h"
#include "log.h"
#include "memory.h"
#include "status.h"
#include "tally.h"
#include "tool.h"
#include "trace.h"
#include "values.h"
#include "watch.h"

#include "../../runtime/order_text.h"
#include "../../runtime/recording.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct options {
    char **program;
    const char *output, *trace;
    struct globs globs;
    unsigned timeout; /* s */
    size_t limit;
};

/* ---- the order ---- */

static void add_starters(struct valdi__order_text *order, struct cast *cast) {
    for (size_t i = 1; i < cast->count; i++) {
        struct player *player = &cast->players[i];
        if (!player->takes_part)
            continue;
        cast_name(cast, player);
        player->starter = (int)order->starter_count;
        order->starters = xgrow(order->starters, order->starter_count, sizeof *order->starters);
        order->starters[order->starter_count++] =
            (struct valdi__starter_text){.name = xstrdup(player->name),
                                         .kind = VALDI__THREAD_TEXT,
                                         .what = xstrdup(player->start ? player->start->name : "main"),
                                         .ordinal = player->ordinal};
    }
}

static const struct player *player_of(const struct cast *cast, const struct log_event *event) {
    const struct player *player = &cast->players[event->thread];
    bool plays = event->kind == LOG_HIT && event->process == cast->process && player->starter >= 0;
    return plays ? player : NULL;
}

static enum valdi__checkpoint_kind kind_of(const struct log_site *site) {
    return site->kind == VALDI_BEFORE  ? VALDI__BEFORE_TEXT
           : site->kind == VALDI_AFTER ? VALDI__AFTER_TEXT
                                       : VALDI__AT_TEXT;
}

/* A number tells the second hit of a point from the first, also when a line is taken out by hand. */
static void add_step(struct valdi__order_text *order, const struct player *player,
                     const struct log_event *event, unsigned nth) {
    order->lines = xgrow(order->lines, order->line_count, sizeof *order->lines);
    order->lines[order->line_count++] =
        (struct valdi__line_text){.kind = VALDI__STEP_TEXT,
                                  .first = {.starter = xstrdup(player->name),
                                            .kind = kind_of(event->site),
                                            .name = xstrdup(event->site->name),
                                            .nth = nth > 1 ? nth : 0}};
}

static void add_steps(struct valdi__order_text *order, const struct cast *cast, const struct log *log,
                      struct trace *trace) {
    struct tally tally = {NULL};
    uint64_t began = 0;
    for (size_t i = 0; i < log->event_count; i++) {
        const struct log_event *event = &log->events[i];
        const struct player *player = player_of(cast, event);
        if (!player)
            continue;
        unsigned nth = tally_count(&tally, player->starter, event->site->kind, event->site->name);
        began = began ? began : event->time;
        add_step(order, player, event, nth);
        hit_add(trace, event, player->starter, nth, began);
    }
    tally_free(&tally);
}

/* ---- writing ---- */

static char **copy_list(char **list) {
    size_t count = 0;
    while (list && list[count])
        count++;
    char **copy = count ? xrealloc(NULL, count + 1, sizeof *copy) : NULL;
    for (size_t i = 0; i < count; i++)
        copy[i] = xstrdup(list[i]);
    if (copy)
        copy[count] = NULL;
    return copy;
}

static char *describe_end(const struct ending *ending) {
    const char *deadlock = ending->was_stuck ? ", in a deadlock" : "";
    if (ending->was_late)
        return xasprintf("did not end in time%s, and was killed", deadlock);
    if (ending->was_stopped)
        return xasprintf("was stopped by hand%s", deadlock);
    return describe_status(ending->status);
}

/* What such an end is when the program is held to the order. */
static valdi_verdict verdict_of(const struct ending *ending) {
    bool was_killed = ending->was_late || ending->was_stopped;
    return was_killed ? (ending->was_stuck ? VALDI_DIED : VALDI_STALLED)
                      : (ending->status ? VALDI_DIED : VALDI_HELD);
}

/* Hits that are not in the order, and why. */
static void write_left_out(FILE *out, const char *sign, const struct cast *cast, const struct log *log) {
    size_t nameless = 0, late = 0, elsewhere = 0;
    for (size_t i = 0; i < log->event_count; i++) {
        const struct log_event *event = &log->events[i];
        bool is_own = event->process == cast->process;
        elsewhere += event->kind == LOG_HIT && !is_own;
        late += event->kind == LOG_HIT && is_own && !event->thread;
        nameless += event->kind == LOG_HIT && is_own && event->thread && !player_of(cast, event);
    }
    if (nameless)
        fprintf(out, "%sleft out: %zu hits by threads that start at no point of the program\n", sign,
                nameless);
    if (late)
        fprintf(out, "%sleft out: %zu hits in destructors of threads' variables\n", sign, late);
    if (elsewhere)
        fprintf(out, "%sleft out: %zu hits in other processes\n", sign, elsewhere);
}

static void write_order(FILE *out, const struct options *options, const struct valdi__order_text *order,
                        const struct cast *cast, const struct log *log, const char *ended) {
    fputs("# recorded of", out);
    for (char **argument = options->program; *argument; argument++)
        fprintf(out, " %.*s", (int)strcspn(*argument, "\n"), *argument);
    fprintf(out, ", which %s\n", ended);
    write_left_out(out, "# ", cast, log);
    if (log->is_cut)
        fputs("# cut off: there was no room for more\n", out);
    valdi__order_text_write(out, order);
}

static bool write_file(const char *path, const struct options *options, const struct valdi__order_text *order,
                       const struct cast *cast, const struct log *log, const char *ended) {
    bool is_standard = !strcmp(path, "-");
    FILE *out = is_standard ? stdout : fopen(path, "w");
    if (out)
        write_order(out, options, order, cast, log, ended);
    if (out && !ferror(out) && (is_standard || !fclose(out)))
        return true;
    fprintf(stderr, "valdi: %s: %s\n", path, strerror(errno));
    return false;
}

static bool write_trace(const char *path, struct trace *trace) {
    FILE *out = fopen(path, "w");
    bool good = out && trace_write(out, trace);
    if (out && fclose(out))
        good = false;
    if (!good)
        fprintf(stderr, "valdi: %s: %s\n", path, strerror(errno));
    return good;
}

static bool write_all(const struct options *options, const struct cast *cast, const struct log *log,
                      struct valdi__order_text *order, struct trace *trace, const struct ending *ending) {
    char *ended = describe_end(ending);
    order->is_recorded = true;
    order->only = copy_list(options->globs.only);
    order->except = copy_list(options->globs.except);
    order->expected = verdict_of(ending);
    for (size_t i = 0; i < order->starter_count; i++) {
        char *what = NULL;
        size_t size;
        FILE *out = open_memstream(&what, &size);
        valdi__starter_text_write(out, &order->starters[i]);
        fclose(out);
        trace_add_starter(trace, order->starters[i].name, what);
        free(what);
    }
    trace->title = xjoin(options->program);
    trace->verdict = order->expected == VALDI_DIED ? xstrdup("died") : NULL;
    trace->report = xasprintf("%s %s", options->program[0], ended);
    bool good = write_file(options->output, options, order, cast, log, ended) &&
                (!options->trace || write_trace(options->trace, trace));
    if (good)
        fprintf(stderr, "valdi: %zu steps of %zu thread%s recorded; %s %s\n", order->line_count,
                order->starter_count, order->starter_count == 1 ? "" : "s", options->program[0], ended);
    if (good)
        write_left_out(stderr, "valdi: ", cast, log);
    free(ended);
    return good;
}

/* Nothing that could be an order. */
static void tell_nothing(const struct options *options, const struct log *log) {
    size_t hits = 0;
    for (size_t i = 0; i < log->event_count; i++)
        hits += log->events[i].kind == LOG_HIT;
    if (!hits && log->is_cut)
        return; /* which is said anyway */
    if (hits)
        fprintf(stderr,
                "valdi: %s: %zu hits, but none by a thread that was seen to start at a point: threads of "
                "programs that are linked statically are not\n",
                options->program[0], hits);
    else
        fprintf(stderr, "valdi: %s: came to no point: %s\n", options->program[0],
                log->site_count ? "none of those that were to be recorded was hit"
                                : "nothing in it was compiled with Valdi's pass and chosen");
}

static int make_order(const struct options *options, struct log *log, const struct ending *ending) {
    struct cast cast = {0};
    struct valdi__order_text order = {0};
    struct trace trace = {0};
    int result = CANNOT;
    log_read(log);
    cast_find(&cast, log, verdict_of(ending) == VALDI_DIED);
    add_starters(&order, &cast);
    add_steps(&order, &cast, log, &trace);
    if (!order.line_count)
        tell_nothing(options, log);
    else if (write_all(options, &cast, log, &order, &trace, ending))
        result = log->is_cut ? NOT_AS_EXPECTED : AS_EXPECTED;
    if (log->is_cut)
        fprintf(
            stderr,
            "valdi: the recording is cut off after %zu hits: leave some out by --except, or raise --limit\n",
            order.line_count);
    cast_free(&cast);
    valdi__order_text_free(&order);
    trace_clear(&trace);
    return result;
}

/* ---- the command ---- */

enum { ONLY = 0x100, EXCEPT, TRACE, LIMIT };

static unsigned long parse_number(const char *option, const char *argument, struct argp_state *state) {
    char *end;
    unsigned long number = strtoul(argument, &end, 10);
    if (end == argument || *end || *argument == '-' || !number || number > 100000000)
        argp_failure(state, CANNOT, 0, "%s needs a whole number above 0, not '%s'", option, argument);
    return number;
}

static error_t parse(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;
    switch (key) {
    case 'o':
        options->output = argument;
        return 0;
    case ONLY:
        globs_add(&options->globs.only, argument);
        return 0;
    case EXCEPT:
        globs_add(&options->globs.except, argument);
        return 0;
    case TRACE:
        options->trace = argument;
        return 0;
    case 't':
        options->timeout = parse_number("--timeout", argument, state);
        return 0;
    case LIMIT:
        options->limit = parse_number("--limit", argument, state);
        return 0;
    case ARGP_KEY_ARGS:
        options->program = state->argv + state->next;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_failure(state, CANNOT, 0, "which program?");
    }
    return ARGP_ERR_UNKNOWN;
}

static const struct argp_option known[] = {
    {"output", 'o', "FILE", 0,
     "Write the order to the file; without this, or with -, to standard output, and what the program writes "
     "there to standard error",
     0},
    {"only", ONLY, "GLOB", 0,
     "Record only points of these names: functions by C name, qualified name or name with parameters, and "
     "markers. May be given several times",
     0},
    {"except", EXCEPT, "GLOB", 0, "Leave out points of these names. May be given several times", 0},
    {"trace", TRACE, "FILE", 0,
     "Write down what happened with places, values and times too, for 'valdi show'", 0},
    {"timeout", 't', "SECONDS", 0, "Kill a program that takes longer, and keep what was recorded", 0},
    {"limit", LIMIT, "N", 0,
     "Room for so many hits, a million unless given; the names of points take some of it", 0},
    {0}};
static const struct argp argp = {.options = known,
                                 .parser = parse,
                                 .args_doc = "PROGRAM [ARGUMENT...]",
                                 .doc = "Runs a program, compiled with Valdi's pass, and writes down the "
                                        "order in which its threads came to their points, as a file that "
                                        "'valdi run' holds it to. Threads are named by the function they "
                                        "start at. What was recorded until a crash, or until you interrupt "
                                        "the program, is complete."};

/* Whether the file can be written, before the program runs in vain. It is left as it was. */
static bool check_file(const char *path) {
    struct stat status;
    bool is_there = path && !stat(path, &status);
    if (!path || !strcmp(path, "-") || (is_there && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode)))
        return true;
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) {
        fprintf(stderr, "valdi: %s: %s\n", path, strerror(errno));
        return false;
    }
    close(file);
    if (!is_there)
        unlink(path);
    return true;
}

static bool run_program(const struct options *options, struct log *log, struct ending *ending) {
    if (!log_begin(log, options->limit, options->globs.only, options->globs.except))
        return false;
    if (options->trace)
        log_want_texts(log);
    log_offer(log, true);
    bool good = watch_program(options->program, options->timeout, !strcmp(options->output, "-"), ending);
    log_offer(log, false);
    return good;
}

static int record_main(int count, char **arguments) {
    struct options options = {.output = "-", .limit = LOG_DEFAULT_LIMIT};
    struct log log;
    command_parse(&record_command, count, arguments, ARGP_IN_ORDER, &options);
    struct ending ending;
    if (!check_file(options.output) || !check_file(options.trace))
        return CANNOT;
    int result = run_program(&options, &log, &ending) ? make_order(&options, &log, &ending) : CANNOT;
    log_free(&log);
    globs_clear(&options.globs);
    return result;
}

const struct command record_command = {"record", "write down the order that just happened",
                                       "valdi record -o crash.order ./bank\n"
                                       "valdi record --except 'log_*' -o crash.order ./bank",
                                       &argp, record_main};
