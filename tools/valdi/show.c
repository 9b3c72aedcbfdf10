/* valdi show: an interleaving as text or as a picture. */
#include "color.h"
#include "file.h"
#include "show.h"
#include "tool.h"
#include "utf8.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct options {
    const char *path, *out, *program, *format;
    enum color_when color;
};

/* ---- reading ---- */

/* A mark that some editors put in front of UTF-8 is no part of a trace; orders have it read over, too. */
static bool read_text(const struct options *options, char *text, size_t size, struct trace *trace) {
    static const char utf8[] = "\xef\xbb\xbf";
    size_t mark = size > strlen(utf8) && !memcmp(text, utf8, strlen(utf8)) ? strlen(utf8) : 0, blank = mark;
    while (blank < size && strchr(" \t\r\n", text[blank] ? text[blank] : 'x'))
        blank++;
    if (blank == size || text[blank] != '{')
        return show_order(options->path, text, size, options->program, trace);
    FILE *in = fmemopen(text + mark, size - mark, "r");
    bool good = in && trace_read(in, options->path, trace);
    if (in)
        fclose(in);
    return good;
}

static bool read_input(const struct options *options, struct trace *trace) {
    size_t size;
    char *text = file_read(options->path, &size);
    bool good = text && read_text(options, text, size, trace);
    free(text);
    return good;
}

/* ---- printable texts ---- */

static void clean(char **text) {
    char *dirty = *text;
    *text = dirty ? utf8_printable(dirty) : NULL;
    free(dirty);
}

static void clean_line(char **text) {
    clean(text);
    for (char *end = *text; end && (end = strchr(end, '\n'));)
        *end = ' ';
}

static void clean_event(struct trace_event *event) {
    clean_line(&event->name);
    clean_line(&event->file);
    clean(&event->text);
    for (size_t i = 0; i < event->value_count; i++) {
        clean_line(&event->values[i].name);
        clean_line(&event->values[i].text);
    }
    for (size_t i = 0; i < event->change_count; i++)
        clean_line(&event->changes[i].detail);
}

static void clean_trace(struct trace *trace) {
    clean_line(&trace->title);
    clean_line(&trace->verdict);
    clean(&trace->report);
    for (size_t i = 0; i < trace->starter_count; i++) {
        clean_line(&trace->starters[i].name);
        clean_line(&trace->starters[i].what);
    }
    for (size_t i = 0; i < trace->event_count; i++)
        clean_event(&trace->events[i]);
}

/* ---- writing ---- */

static unsigned width_of(FILE *out) {
    enum { USUAL = 100, MOST = 1000 };
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    long width = columns ? strtol(columns, NULL, 10) : 0;
    if (width <= 0)
        width = !ioctl(fileno(out), TIOCGWINSZ, &size) && size.ws_col ? size.ws_col : USUAL;
    return width < MOST ? width : MOST;
}

static void write_picture(const struct options *options, FILE *out, struct trace *trace) {
    if (!strcmp(options->format, "trace")) {
        trace_write(out, trace);
        return;
    }
    clean_trace(trace);
    if (!strcmp(options->format, "text"))
        show_text(out, trace, width_of(out), color_wanted(out, options->color));
    else if (!strcmp(options->format, "svg"))
        show_svg(out, trace);
    else if (!strcmp(options->format, "html"))
        show_html(out, trace);
    else
        show_chrome(out, trace);
}

static int write_output(const struct options *options, struct trace *trace) {
    FILE *out = options->out ? fopen(options->out, "we") : stdout;
    const char *name = options->out ? options->out : "standard output";
    bool good = out;
    if (good) {
        write_picture(options, out, trace);
        good = !fflush(out) && !ferror(out);
        if (options->out)
            good = !fclose(out) && good;
    }
    if (!good)
        fprintf(stderr, "valdi: %s: %s\n", name, strerror(errno));
    return good ? AS_EXPECTED : CANNOT;
}

/* ---- the command ---- */

/* The format of that name; ends the process if there is none. */
static const char *format_named(struct argp_state *state, const char *name) {
    static const char *const formats[] = {"text", "svg", "html", "chrome", "trace", NULL};
    for (size_t i = 0; formats[i]; i++)
        if (!strcmp(name, formats[i]))
            return formats[i];
    argp_failure(state, CANNOT, 0, "--format=%s: expected text, svg, html, chrome or trace", name);
    return NULL;
}

/* What the end of the path tells; ends the process if it is the end of something else. */
static const char *format_of(struct argp_state *state, const char *path) {
    static const char *const suffixes[][2] = {
        {".svg", "svg"}, {".html", "html"}, {".json", "chrome"}, {".txt", "text"}};
    const char *slash = path ? strrchr(path, '/') : NULL, *name = slash ? slash + 1 : path,
               *suffix = name ? strrchr(name, '.') : NULL;
    if (!suffix)
        return "text";
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (!strcmp(suffix, suffixes[i][0]))
            return suffixes[i][1];
    argp_failure(state, CANNOT, 0, "-o %s: expected a name with .svg, .html, .json or .txt, or --format",
                 path);
    return NULL;
}

static error_t parse(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;
    if (key == 'o')
        options->out = strcmp(argument, "-") ? argument : NULL;
    else if (key == 'p')
        options->program = argument;
    else if (key == 'f')
        options->format = format_named(state, argument);
    else if (key == 'c' && !color_read(argument, &options->color))
        argp_failure(state, CANNOT, 0, "--color=%s: expected auto, always or never", argument);
    else if (key == 'c')
        return 0;
    else if (key == ARGP_KEY_ARG && !options->path)
        options->path = argument;
    else if (key == ARGP_KEY_ARG)
        argp_failure(state, CANNOT, 0, "expected one file, not also '%s'", argument);
    else if (key == ARGP_KEY_NO_ARGS)
        argp_failure(state, CANNOT, 0, "expected an order file or a trace");
    else if (key == ARGP_KEY_END && !options->format)
        options->format = format_of(state, options->out);
    else if (key != ARGP_KEY_END)
        return ARGP_ERR_UNKNOWN;
    return 0;
}

static const struct argp_option known[] = {
    {"format", 'f', "FORMAT", 0,
     "What to write: text, svg, html, chrome, which Perfetto opens, or trace, which valdi show reads "
     "again; else what -o ends with tells: .txt, .svg, .html, .json for chrome",
     0},
    {"output", 'o', "FILE", 0, "Write to FILE, not to standard output, which is -", 0},
    {"program", 'p', "PROGRAM", 0, "Take the lines of an order's checkpoints from the points in PROGRAM", 0},
    {"color", 'c', "WHEN", OPTION_ARG_OPTIONAL, "Colours in text: auto (on a terminal), always or never", 0},
    {0}};
static const struct argp argp = {
    .options = known,
    .parser = parse,
    .args_doc = "FILE",
    .doc = "Draws an interleaving: an order file, or a trace that valdi run or valdi "
           "record wrote; - is standard input. A lane for each starter, time downward."};

static int show_main(int count, char **arguments) {
    struct options options = {0};
    struct trace trace = {0};
    command_parse(&show_command, count, arguments, 0, &options);
    setlocale(LC_CTYPE, "C.UTF-8"); /* for the width of characters */
    int status = read_input(&options, &trace) ? write_output(&options, &trace) : CANNOT;
    trace_clear(&trace);
    return status;
}

const struct command show_command = {"show", "draw an interleaving as text, SVG or HTML",
                                     "valdi show lost-update.order\n"
                                     "valdi run --order lost-update.order --trace lost-update.json ./bank\n"
                                     "valdi show -o lost-update.html lost-update.json",
                                     &argp, show_main};
