/* valdi points: the points in a binary, read from the file without running it. */
#include "image.h"
#include "tool.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

struct point {
    const char *file, *name;
    const struct valdi_site *site;
};

struct entry {
    const char *file, *text;
    unsigned line;
    bool matched;
};

/* What stands in all the files of a program. */
struct listing {
    const char *path; /* of the file that was read last */
    struct image *image;
    struct image **images; /* of all */
    size_t image_count;
    struct point *points;
    size_t point_count;
    struct entry *entries;
    size_t entry_count;
};

static bool broken(const struct listing *listing, const char *what) {
    fprintf(stderr, "valdi: %s: %s\n", listing->path, what);
    return false;
}

static bool read_points(struct listing *listing) {
    struct image_records records = image_records(listing->image, VALDI_SITES_SECTION);
    const struct valdi_site *sites = records.start;
    size_t count = records.bytes / sizeof *sites;
    listing->points = realloc(listing->points, (listing->point_count + count + 1) * sizeof *listing->points);
    for (size_t i = 0; i < count; i++) {
        const char *texts = image_texts(listing->image, &records, &sites[i].texts, VALDI_SITE_TEXT_COUNT);
        if (sites[i].format != VALDI_FORMAT)
            return broken(listing, "compiled with another version of Valdi's pass");
        if (!texts || sites[i].kind < VALDI_BEFORE || sites[i].kind > VALDI_LANDING)
            return broken(listing, "its site records are damaged");
        if (sites[i].kind == VALDI_LANDING)
            continue;
        listing->points[listing->point_count++] = (struct point){
            .file = valdi_site_text(texts, VALDI_FILE),
            .name = valdi_site_text(texts, sites[i].kind == VALDI_MARKER ? VALDI_NAME : VALDI_SIGNATURE),
            .site = &sites[i]};
    }
    return true;
}

static bool read_entries(struct listing *listing) {
    struct image_records records = image_records(listing->image, VALDI_ENTRIES_SECTION);
    const struct valdi_entry *entries = records.start;
    size_t count = records.bytes / sizeof *entries;
    listing->entries =
        realloc(listing->entries, (listing->entry_count + count + 1) * sizeof *listing->entries);
    for (size_t i = 0; i < count; i++) {
        const char *texts = image_texts(listing->image, &records, &entries[i].texts, VALDI_ENTRY_TEXT_COUNT);
        if (entries[i].format != VALDI_FORMAT)
            return broken(listing, "compiled with another version of Valdi's pass");
        if (!texts)
            return broken(listing, "its records of checkpoint files are damaged");
        listing->entries[listing->entry_count++] =
            (struct entry){.file = valdi_text_at(texts, VALDI_ENTRY_FILE),
                           .text = valdi_text_at(texts, VALDI_ENTRY_LINE),
                           .line = entries[i].line,
                           .matched = entries[i].matched};
    }
    return true;
}

/* ---- listing ---- */

static int compare_points(const void *left, const void *right) {
    const struct point *a = left, *b = right;
    int order = strcmp(a->file, b->file);
    if (!order)
        order = (a->site->line > b->site->line) - (a->site->line < b->site->line);
    if (!order)
        order = (a->site->column > b->site->column) - (a->site->column < b->site->column);
    if (!order)
        order = strcmp(a->name, b->name);
    if (!order)
        order = a->site->kind - b->site->kind;
    return order ? order : (b->site->flags & VALDI_IN_BODY) - (a->site->flags & VALDI_IN_BODY);
}

static void print_point(const struct point *point, int width) {
    static const char *const words[] = {
        [VALDI_BEFORE] = "before", [VALDI_AFTER] = "after", [VALDI_MARKER] = "at"};
    printf("%-6s  %-*s  %s", words[point->site->kind], width, point->name, point->file);
    if (point->site->line)
        printf(":%u", point->site->line);
    if (point->site->column)
        printf(":%u", point->site->column);
    puts(point->site->flags & VALDI_IN_BODY ? "" : "  call");
}

static int list_points(struct listing *listing) {
    int width = 0;
    if (!listing->point_count) {
        fprintf(stderr, "valdi: %s: no points: nothing in it was compiled with Valdi's pass and chosen\n",
                listing->path);
        return NOT_AS_EXPECTED;
    }
    qsort(listing->points, listing->point_count, sizeof *listing->points, compare_points);
    for (size_t i = 0; i < listing->point_count; i++)
        if ((int)strlen(listing->points[i].name) > width)
            width = strlen(listing->points[i].name);
    for (size_t i = 0; i < listing->point_count; i++)
        if (!i || compare_points(&listing->points[i - 1], &listing->points[i]))
            print_point(&listing->points[i], width < 40 ? width : 40);
    return AS_EXPECTED;
}

static int compare_entries(const void *left, const void *right) {
    const struct entry *a = left, *b = right;
    int order = strcmp(a->file, b->file);
    if (!order)
        order = (a->line > b->line) - (a->line < b->line);
    return order ? order : strcmp(a->text, b->text);
}

/* Each compilation recorded what an entry chose there; one that chose nothing anywhere is dead. */
static int check_entries(struct listing *listing) {
    int status = AS_EXPECTED;
    if (!listing->point_count && !listing->entry_count)
        return list_points(listing); /* which says that there are none */
    qsort(listing->entries, listing->entry_count, sizeof *listing->entries, compare_entries);
    for (size_t i = 0, next; i < listing->entry_count; i = next) {
        const struct entry *entry = &listing->entries[i];
        bool matched = false;
        for (next = i; next < listing->entry_count && !compare_entries(entry, &listing->entries[next]);
             next++)
            matched = matched || listing->entries[next].matched;
        if (matched)
            continue;
        printf("%s:%u: \"%s\" matches nothing in %s%s\n", entry->file, entry->line, entry->text,
               listing->path, listing->image_count > 1 ? " and the other files" : "");
        status = NOT_AS_EXPECTED;
    }
    return status;
}

/* ---- the command ---- */

struct options {
    char **paths;
    size_t path_count;
    bool check;
};

static error_t parse(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;
    if (key == 'c')
        options->check = true;
    else if (key == ARGP_KEY_ARG)
        options->paths[options->path_count++] = argument;
    else if (key == ARGP_KEY_NO_ARGS)
        argp_error(state, "expected a program or library");
    else
        return ARGP_ERR_UNKNOWN;
    return 0;
}

static bool read_file(struct listing *listing, const char *path) {
    listing->path = path;
    listing->image = image_open(path);
    if (!listing->image)
        return false;
    listing->images[listing->image_count++] = listing->image;
    return read_points(listing) && read_entries(listing);
}

static int run(const struct options *options) {
    int status = CANNOT;
    bool good = true;
    struct listing listing = {.images = calloc(options->path_count, sizeof *listing.images)};
    for (size_t i = options->path_count; good && i-- > 0;) /* the first is named in messages */
        good = read_file(&listing, options->paths[i]);
    if (good)
        status = options->check ? check_entries(&listing) : list_points(&listing);
    free(listing.points);
    free(listing.entries);
    while (listing.image_count)
        image_close(listing.images[--listing.image_count]);
    free(listing.images);
    if (fflush(stdout) || ferror(stdout)) {
        perror("valdi: standard output");
        status = CANNOT;
    }
    return status;
}

static const struct argp_option known[] = {
    {"check", 'c', NULL, 0,
     "List the entries of checkpoint files that match nothing; exit 1 if there are any", 0},
    {0}};
static const struct argp argp = {.options = known,
                                 .parser = parse,
                                 .args_doc = "PROGRAM [LIBRARY...]",
                                 .doc = "Lists the points in a program and its libraries, without running "
                                        "it: before or after a function (in its "
                                        "body or around a call of it), or at a marker."};

static int points_main(int count, char **arguments) {
    struct options options = {.paths = calloc(count, sizeof *options.paths)};
    command_parse(&points_command, count, arguments, 0, &options);
    int status = run(&options);
    free(options.paths);
    return status;
}

const struct command points_command = {"points", "list the points in a binary", "valdi points ./bank", &argp,
                                       points_main};
