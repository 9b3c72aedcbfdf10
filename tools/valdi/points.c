/* valdi points: the points in a binary, read from the file without running it. */
#include "points.h"

#include "json.h"
#include "memory.h"
#include "tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct options {
    char **paths;
    size_t path_count;
    struct globs globs;
    unsigned kind; /* or 0 */
    bool check, diff, names, json;
};

/* ---- listing ---- */

static int no_points(const struct sites *sites, const char *why) {
    fprintf(stderr, "valdi: %s: no points: %s\n", sites->path, why);
    return NOT_AS_EXPECTED;
}

static int nothing_compiled(const struct sites *sites) {
    return no_points(sites, "nothing in it was compiled with Valdi's pass and chosen");
}

static void print_point(const struct point *point, int width) {
    printf("%-6s  %-*s  %s", point_word(point), width, point->name, point->file);
    if (point->line)
        printf(":%u", point->line);
    if (point->column)
        printf(":%u", point->column);
    puts(point->flags & VALDI_IN_BODY ? "" : "  call");
}

static void print_points(const struct sites *sites) {
    int width = 0;
    for (size_t i = 0; i < sites->point_count; i++)
        if ((int)strlen(sites->points[i].name) > width)
            width = strlen(sites->points[i].name);
    for (size_t i = 0; i < sites->point_count; i++)
        print_point(&sites->points[i], width < 40 ? width : 40);
}

static int compare_names(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void print_names(const struct sites *sites) {
    const char **names = xrealloc(NULL, sites->point_count, sizeof *names);
    for (size_t i = 0; i < sites->point_count; i++)
        names[i] = valdi_site_text(sites->points[i].texts, VALDI_NAME);
    if (sites->point_count)
        qsort(names, sites->point_count, sizeof *names, compare_names);
    for (size_t i = 0; i < sites->point_count; i++)
        if (!i || strcmp(names[i - 1], names[i]))
            puts(names[i]);
    free(names);
}

static void print_points_json(const struct sites *sites) {
    json_t *list = json_made(json_array());
    for (size_t i = 0; i < sites->point_count; i++)
        json_array_append_new(list, point_json(&sites->points[i]));
    json_print("points", list);
}

static int list_points(struct sites *sites, const struct options *options) {
    bool had_any = sites->point_count;
    sites_choose(sites, &options->globs, options->kind);
    (options->json ? print_points_json : options->names ? print_names : print_points)(sites);
    if (!had_any)
        return nothing_compiled(sites);
    return sites->point_count ? AS_EXPECTED : no_points(sites, "none of those in it was asked for");
}

/* ---- checking ---- */

static void print_dead(const struct sites *sites, const struct entry *entry) {
    printf("%s:%u: \"%s\" matches nothing in %s%s\n", entry->file, entry->line, entry->text, sites->path,
           sites->image_count > 1 ? " and the other files" : "");
}

/* Each compilation recorded what an entry chose there; one that chose nothing anywhere is dead. */
static int check_entries(const struct sites *sites, bool as_json) {
    int status = AS_EXPECTED;
    json_t *dead = json_made(json_array());
    for (size_t i = 0, next; i < sites->entry_count; i = next) {
        const struct entry *entry = &sites->entries[i];
        bool matched = false;
        for (next = i; next < sites->entry_count && !entry_compare(entry, &sites->entries[next]); next++)
            matched = matched || sites->entries[next].matched;
        if (matched)
            continue;
        status = NOT_AS_EXPECTED;
        if (as_json)
            json_array_append_new(dead, entry_json(entry));
        else
            print_dead(sites, entry);
    }
    if (as_json)
        json_print("dead_entries", dead);
    else
        json_decref(dead);
    if (!sites->point_count && !sites->entry_count)
        return nothing_compiled(sites);
    return status;
}

/* ---- the command ---- */

static int compare(const struct options *options) {
    int status = CANNOT;
    struct sites old = {0}, new = {0};
    if (sites_read(&old, options->paths, 1) && sites_read(&new, options->paths + 1, 1)) {
        if (!old.point_count && !new.point_count) {
            nothing_compiled(&old);
        } else {
            sites_choose(&old, &options->globs, options->kind);
            sites_choose(&new, &options->globs, options->kind);
            status = points_diff(&old, &new, options->json);
        }
    }
    sites_clear(&old);
    sites_clear(&new);
    return status;
}

static int list(const struct options *options) {
    int status = CANNOT;
    struct sites sites = {0};
    if (sites_read(&sites, options->paths, options->path_count))
        status = options->check ? check_entries(&sites, options->json) : list_points(&sites, options);
    sites_clear(&sites);
    return status;
}

/* Options without a letter. */
enum { ONLY = 256, EXCEPT, KIND, DIFF, NAMES };

static unsigned kind_of(struct argp_state *state, const char *word) {
    for (unsigned kind = VALDI_BEFORE; kind <= VALDI_MARKER; kind++)
        if (!strcmp(word, point_word(&(struct point){.kind = kind})))
            return kind;
    argp_failure(state, CANNOT, 0, "--kind %s: expected before, after or at", word);
    return 0;
}

static void check_usage(const struct options *options, struct argp_state *state) {
    if (!options->path_count)
        argp_failure(state, CANNOT, 0,
                     options->diff ? "expected two programs" : "expected a program or library");
    else if (options->diff && options->path_count != 2)
        argp_failure(state, CANNOT, 0, "--diff compares two programs, not %zu", options->path_count);
    else if (options->check &&
             (options->diff || options->globs.only || options->globs.except || options->kind))
        argp_failure(state, CANNOT, 0, "--check goes with --json alone");
    else if (options->names && (options->check || options->diff || options->json))
        argp_failure(state, CANNOT, 0, "--names goes with --only, --except and --kind alone");
}

static error_t parse(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;
    if (key == 'c')
        options->check = true;
    else if (key == DIFF)
        options->diff = true;
    else if (key == 'j')
        options->json = true;
    else if (key == NAMES)
        options->names = true;
    else if (key == KIND)
        options->kind = kind_of(state, argument);
    else if (key == ONLY)
        globs_add(&options->globs.only, argument);
    else if (key == EXCEPT)
        globs_add(&options->globs.except, argument);
    else if (key == ARGP_KEY_ARG)
        options->paths[options->path_count++] = argument;
    else if (key == ARGP_KEY_END)
        check_usage(options, state);
    else
        return ARGP_ERR_UNKNOWN;
    return 0;
}

static const struct argp_option known[] = {
    {"only", ONLY, "GLOB", 0,
     "List only points that GLOB matches: a C name, a qualified name, a name with parameters, a mangled "
     "name or a marker's name, also with the file in front (queue.c:push); * and ? stand for any text and "
     "any character. May be given several times",
     0},
    {"except", EXCEPT, "GLOB", 0, "Leave out points that GLOB matches; may be given several times", 0},
    {"kind", KIND, "before|after|at", 0, "List only points of this kind", 0},
    {"check", 'c', NULL, 0,
     "List the entries of checkpoint files that match nothing; exit 1 if there are any", 0},
    {"diff", DIFF, NULL, 0,
     "List the points that are new (+), missing (-) or moved to another line or file (~) in the second "
     "of two builds; exit 1 if there are any",
     0},
    {"names", NAMES, NULL, 0, "List only the names, each once, as an order would use them", 0},
    {"json", 'j', NULL, 0, "Write JSON, with all that is known of each point", 0},
    {0}};
static const struct argp argp = {.options = known,
                                 .parser = parse,
                                 .args_doc = "PROGRAM [LIBRARY...]\n--diff OLD NEW",
                                 .doc = "Lists the points in a program and its libraries, without running "
                                        "it: before or after a function (in its body or around a call of "
                                        "it), or at a marker."};

static int points_main(int count, char **arguments) {
    struct options options = {.paths = xrealloc(NULL, count, sizeof *options.paths)};
    command_parse(&points_command, count, arguments, 0, &options);
    int status = options.diff ? compare(&options) : list(&options);
    globs_clear(&options.globs);
    free(options.paths);
    return status;
}

const struct command points_command = {"points", "list the points in a binary",
                                       "valdi points ./bank\n"
                                       "valdi points --only 'Account::*' --kind before ./bank\n"
                                       "valdi points --diff ./bank.old ./bank",
                                       &argp, points_main};
