/* valdi record: writes down the order that just happened. */
#include "globs.h"
#include "log.h"
#include "memory.h"
#include "tally.h"
#include "tool.h"
#include "trace.h"
#include "values.h"

#include "../../runtime/order_text.h"
#include "../../runtime/recording.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct options {
    char **program;
    const char *output, *trace;
    struct globs globs;
    unsigned timeout; /* s */
    size_t limit;
};

/* ---- running ---- */

static volatile sig_atomic_t child, was_stopped;

static void stop(int number) {
    int error = errno;
    was_stopped = number;
    if (child)
        kill(child, SIGKILL);
    errno = error;
}

/* Runs the program to its end, or until the time is up or the user has had enough. -1 after saying why it cannot. */
static int run_program(const struct options *options, struct log *log) {
    struct sigaction action = {.sa_handler = stop};
    int status = -1;
    fflush(stdout);
    log_offer(log, true);
    pid_t number = fork();
    if (!number) {
        if (!strcmp(options->output, "-"))
            dup2(STDERR_FILENO, STDOUT_FILENO);
        execvp(options->program[0], options->program);
        fprintf(stderr, "valdi: %s: %s\n", options->program[0], strerror(errno));
        _exit(127);
    }
    log_offer(log, false);
    child = number > 0 ? number : 0;
    sigaction(SIGALRM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    alarm(options->timeout);
    while (number > 0 && waitpid(number, &status, 0) < 0 && errno == EINTR) {
    }
    child = 0;
    alarm(0);
    if (number < 0)
        fprintf(stderr, "valdi: %s: %s\n", options->program[0], strerror(errno));
    return number < 0 ? -1 : status;
}

/* ---- who is who ---- */

/* A thread that came to points. */
struct player {
    uint32_t thread;              /* its number */
    const struct log_site *start; /* NULL: the process's first */
    unsigned ordinal;             /* of those that start there; 0: it is not known where it starts */
    char *name;
    int starter; /* in the order; -1: it came to nothing */
    size_t hits;
};

struct cast {
    struct player *players; /* by number, from 1 */
    size_t count;
    uint32_t process; /* that is recorded */
};

/* Threads that start at one function share its name. */
static unsigned count_before(const struct cast *cast, const struct player *player) {
    unsigned count = 1;
    for (const struct player *other = cast->players + 1; other < cast->players + cast->count; other++)
        count += other->start && other != player && !strcmp(other->start->name, player->start->name) &&
                 other->ordinal;
    return count;
}

/* The threads, in the order of their creation; and whose hits are which's. */
static void find_players(struct cast *cast, const struct log *log) {
    for (size_t i = 0; i < log->event_count; i++)
        if (log->events[i].thread >= cast->count)
            cast->count = log->events[i].thread + 1;
    cast->players = xrealloc(NULL, cast->count + 1, sizeof *cast->players);
    memset(cast->players, 0, (cast->count + 1) * sizeof *cast->players);
    for (size_t i = 0; i < log->event_count; i++) {
        const struct log_event *event = &log->events[i];
        struct player *player = &cast->players[event->thread];
        if (event->kind == LOG_STEP)
            continue;
        if (!cast->process)
            cast->process = event->process;
        player->starter = -1;
        player->thread = event->thread;
        if (event->process != cast->process)
            continue;
        player->hits += event->kind == LOG_HIT;
        if (event->kind == LOG_THREAD) {
            player->start = event->site;
            player->ordinal = 0;
            if (event->is_unborn)
                continue;
            if (event->site)
                player->ordinal = count_before(cast, player);
            else if (event->thread == 1)
                player->ordinal = 1; /* the process's first */
        }
    }
}

static bool is_taken(const struct cast *cast, const char *name) {
    for (size_t i = 1; i < cast->count; i++)
        if (cast->players[i].name && !strcmp(cast->players[i].name, name))
            return true;
    return false;
}

/* "main"; "teller" if there is one of them, else "teller-2"; of "bank::Teller::run(int)" it is "run". */
static void name_player(const struct cast *cast, struct player *player) {
    unsigned alike = 0;
    for (size_t i = 1; i < cast->count; i++)
        alike += cast->players[i].start && player->start && cast->players[i].ordinal &&
                 cast->players[i].hits && !strcmp(cast->players[i].start->name, player->start->name);
    const char *start = player->start ? player->start->name : "main";
    size_t end = strcspn(start, "(<"), begin = end;
    while (begin && start[begin - 1] != ':')
        begin--;
    char *name = end > begin ? xasprintf("%.*s", (int)(end - begin), start + begin) : xstrdup("thread");
    char *numbered = alike > 1 ? xasprintf("%s-%u", name, player->ordinal) : xstrdup(name);
    for (unsigned i = 2; is_taken(cast, numbered); i++) {
        free(numbered);
        numbered = xasprintf("%s-%u.%u", name, player->ordinal, i);
    }
    free(name);
    player->name = numbered;
}

/* ---- the order ---- */

static void add_starters(struct valdi__order_text *order, struct cast *cast) {
    for (size_t i = 1; i < cast->count; i++) {
        struct player *player = &cast->players[i];
        if (!player->hits || !player->ordinal)
            continue;
        name_player(cast, player);
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
    static const enum trace_kind kinds[] = {
        [VALDI__BEFORE_TEXT] = TRACE_BEFORE, [VALDI__AFTER_TEXT] = TRACE_AFTER, [VALDI__AT_TEXT] = TRACE_AT};
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
        struct trace_event *traced =
            trace_add_event(trace, kinds[kind_of(event->site)], player->starter, event->site->name);
        traced->nth = nth;
        traced->file = xstrdup(valdi_site_text(event->site->texts, VALDI_FILE));
        traced->line = event->site->line;
        traced->time = event->time - began;
        traced->unwound = event->site->flags & VALDI_UNWOUND;
        values_add(traced, event);
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

static char *describe_end(int status) {
    if (was_stopped == SIGALRM)
        return xstrdup("did not end in time, and was killed");
    if (was_stopped)
        return xstrdup("was stopped by hand");
    if (WIFSIGNALED(status))
        return xasprintf("was killed by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    return xasprintf("exited with status %d", WEXITSTATUS(status));
}

/* Hits that are not in the order, and why. */
static void write_left_out(FILE *out, const struct cast *cast, const struct log *log) {
    size_t nameless = 0, elsewhere = 0;
    for (size_t i = 0; i < log->event_count; i++) {
        const struct log_event *event = &log->events[i];
        elsewhere += event->kind == LOG_HIT && event->process != cast->process;
        nameless += event->kind == LOG_HIT && event->process == cast->process && !player_of(cast, event);
    }
    if (nameless)
        fprintf(out, "# left out: %zu hits by threads that start at no point of the program\n", nameless);
    if (elsewhere)
        fprintf(out, "# left out: %zu hits in other processes\n", elsewhere);
    if (log->is_cut)
        fputs("# cut off: there was no room for more\n", out);
}

static void write_order(FILE *out, const struct options *options, const struct valdi__order_text *order,
                        const struct cast *cast, const struct log *log, const char *ended) {
    fputs("# recorded of", out);
    for (char **argument = options->program; *argument; argument++)
        fprintf(out, " %.*s", (int)strcspn(*argument, "\n"), *argument);
    fprintf(out, ", which %s\n", ended);
    write_left_out(out, cast, log);
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
                      struct valdi__order_text *order, struct trace *trace, int status) {
    char *ended = describe_end(status);
    bool failed = !was_stopped && status;
    order->is_recorded = true;
    order->only = copy_list(options->globs.only);
    order->except = copy_list(options->globs.except);
    order->expected = failed ? VALDI_DIED : VALDI_HELD;
    for (size_t i = 0; i < order->starter_count; i++) {
        char *what = NULL;
        size_t size;
        FILE *out = open_memstream(&what, &size);
        valdi__starter_text_write(out, &order->starters[i]);
        fclose(out);
        trace_add_starter(trace, order->starters[i].name, what);
        free(what);
    }
    trace->title = xstrdup(options->program[0]);
    trace->verdict = failed ? xstrdup("died") : NULL;
    trace->report = xasprintf("%s %s", options->program[0], ended);
    bool good = write_file(options->output, options, order, cast, log, ended) &&
                (!options->trace || write_trace(options->trace, trace));
    if (good)
        fprintf(stderr, "valdi: %zu steps of %zu threads recorded; %s %s\n", order->line_count,
                order->starter_count, options->program[0], ended);
    free(ended);
    return good;
}

static int make_order(const struct options *options, struct log *log, int status) {
    struct cast cast = {0};
    struct valdi__order_text order = {0};
    struct trace trace = {0};
    int result = CANNOT;
    log_read(log);
    find_players(&cast, log);
    add_starters(&order, &cast);
    add_steps(&order, &cast, log, &trace);
    if (!order.line_count)
        fprintf(stderr, "valdi: %s: came to no point: %s\n", options->program[0],
                log->site_count ? "none of those that were to be recorded was hit"
                                : "nothing in it was compiled with Valdi's pass and chosen");
    else if (write_all(options, &cast, log, &order, &trace, status))
        result = log->is_cut ? NOT_AS_EXPECTED : AS_EXPECTED;
    if (log->is_cut)
        fprintf(
            stderr,
            "valdi: the recording is cut off after %zu hits: leave some out by --except, or raise --limit\n",
            order.line_count);
    for (size_t i = 0; i < cast.count; i++)
        free(cast.players[i].name);
    free(cast.players);
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
    {"limit", LIMIT, "N", 0, "Room for so many hits, a million unless given", 0},
    {0}};
static const struct argp argp = {.options = known,
                                 .parser = parse,
                                 .args_doc = "PROGRAM [ARGUMENT...]",
                                 .doc = "Runs a program, compiled with Valdi's pass, and writes down the "
                                        "order in which its threads came to their points, as a file that "
                                        "'valdi run' holds it to. Threads are named by the function they "
                                        "start at. What was recorded until a crash, or until you "
                                        "interrupt the program, is complete."};

static int record_main(int count, char **arguments) {
    struct options options = {.output = "-", .limit = LOG_DEFAULT_LIMIT};
    struct log log;
    command_parse(&record_command, count, arguments, ARGP_IN_ORDER, &options);
    int status = log_begin(&log, options.limit, options.globs.only, options.globs.except)
                     ? run_program(&options, &log)
                     : -1;
    int result = status < 0 ? CANNOT : make_order(&options, &log, status);
    log_free(&log);
    globs_clear(&options.globs);
    return result;
}

const struct command record_command = {"record", "write down the order that just happened",
                                       "valdi record -o crash.order ./bank\n"
                                       "valdi record --except 'log_*' -o crash.order ./bank",
                                       &argp, record_main};
