/* valdi points --diff: what became of the points of one build in another. */
#include "json.h"
#include "memory.h"
#include "points.h"
#include "tool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct row {
    const struct point *point;
    const struct row *partner; /* what it is in the other build, or NULL */
};

/* One build's points by name and kind, and within these by file and line. */
struct build {
    struct row *rows;
    size_t count;
    size_t root; /* bytes of the directory all its files are in, if their paths are absolute */
};

/* What it is, wherever it is. */
static int compare_identity(const struct point *a, const struct point *b) {
    int order = strcmp(a->name, b->name);
    if (!order)
        order = (int)a->kind - (int)b->kind;
    return order ? order : (int)(b->flags & VALDI_IN_BODY) - (int)(a->flags & VALDI_IN_BODY);
}

static int compare_rows(const void *left, const void *right) {
    const struct row *a = left, *b = right;
    int order = compare_identity(a->point, b->point);
    return order ? order : point_compare(a->point, b->point);
}

static size_t common_directory(const struct sites *sites) {
    size_t length = 0;
    for (size_t i = 0; i < sites->point_count; i++) {
        const char *file = sites->points[i].file, *first = sites->points[0].file;
        size_t common = 0;
        while (first[common] && first[common] == file[common] && (!i || common < length))
            common++;
        while (common && first[common - 1] != '/')
            common--;
        if (*file != '/')
            return 0;
        length = common;
    }
    return length;
}

static struct build build_new(const struct sites *sites) {
    struct build build = {.rows = xrealloc(NULL, sites->point_count, sizeof *build.rows),
                          .count = sites->point_count,
                          .root = common_directory(sites)};
    for (size_t i = 0; i < build.count; i++)
        build.rows[i] = (struct row){.point = &sites->points[i]};
    if (build.count)
        qsort(build.rows, build.count, sizeof *build.rows, compare_rows);
    return build;
}

/* ---- pairing ---- */

/* Two builds may be of two copies of a source tree: then the paths differ in front. */
static bool is_same_file(const struct build *old, const struct point *a, const struct build *new,
                         const struct point *b) {
    return !strcmp(a->file, b->file) ||
           (old->root && new->root && !strcmp(a->file + old->root, b->file + new->root));
}

enum likeness { SAME_PLACE, SAME_FILE, SAME_NAME };

static bool is_like(const struct build *old, const struct point *a, const struct build *new,
                    const struct point *b, enum likeness likeness) {
    return likeness == SAME_NAME ||
           (is_same_file(old, a, new, b) && (likeness == SAME_FILE || a->line == b->line));
}

static unsigned distance(const struct point *a, const struct point *b) {
    return a->line > b->line ? a->line - b->line : b->line - a->line;
}

/* Of the rows from j on that are the point but for its place, the free one that is like it and nearest; or NULL. */
static struct row *find_partner(const struct build *old, const struct point *point, struct build *new,
                                size_t j, enum likeness likeness) {
    struct row *best = NULL;
    for (; j < new->count && !compare_identity(new->rows[j].point, point); j++) {
        struct row *row = &new->rows[j];
        if (!row->partner && is_like(old, point, new, row->point, likeness) &&
            (!best || distance(row->point, point) < distance(best->point, point)))
            best = row;
    }
    return best;
}

/* Pairs the rows from i and from j on that are one point but for their places. */
static void pair(struct build *old, size_t i, struct build *new, size_t j, enum likeness likeness) {
    const struct point *same = old->rows[i].point;
    for (; i < old->count && !compare_identity(old->rows[i].point, same); i++) {
        struct row *row = &old->rows[i];
        struct row *partner = row->partner ? NULL : find_partner(old, row->point, new, j, likeness);
        if (partner) {
            row->partner = partner;
            partner->partner = row;
        }
    }
}

static void pair_all(struct build *old, struct build *new) {
    for (size_t i = 0, j = 0; i < old->count; i++) {
        if (i && !compare_identity(old->rows[i - 1].point, old->rows[i].point))
            continue;
        while (j < new->count && compare_identity(new->rows[j].point, old->rows[i].point) < 0)
            j++;
        for (enum likeness likeness = SAME_PLACE; likeness <= SAME_NAME; likeness++)
            pair(old, i, new, j, likeness);
    }
}

/* ---- changes ---- */

/* old is NULL for what is new, new for what is missing; both are there for what moved. */
struct change {
    const struct point *old, *new;
};

struct changes {
    struct change *list;
    size_t count;
};

static void add(struct changes *changes, const struct point *old, const struct point *new) {
    changes->list = xgrow(changes->list, changes->count, sizeof *changes->list);
    changes->list[changes->count++] = (struct change){old, new};
}

static const struct point *shown(const struct change *change) {
    return change->new ? change->new : change->old;
}

static int compare_changes(const void *left, const void *right) {
    const struct change *a = left, *b = right;
    int order = point_compare(shown(a), shown(b));
    return order ? order : !a->old - !b->old;
}

static struct changes find_changes(struct build *old, struct build *new) {
    struct changes changes = {0};
    pair_all(old, new);
    for (size_t i = 0; i < old->count; i++) {
        const struct point *from = old->rows[i].point;
        const struct point *to = old->rows[i].partner ? old->rows[i].partner->point : NULL;
        if (!to || !is_like(old, from, new, to, SAME_PLACE))
            add(&changes, from, to);
    }
    for (size_t i = 0; i < new->count; i++)
        if (!new->rows[i].partner)
            add(&changes, NULL, new->rows[i].point);
    if (changes.count)
        qsort(changes.list, changes.count, sizeof *changes.list, compare_changes);
    return changes;
}

static void print_place(const struct point *point) {
    fputs(point->file, stdout);
    if (point->line)
        printf(":%u", point->line);
}

static void print_change(const struct change *change, int width) {
    char sign = !change->old ? '+' : !change->new ? '-' : '~';
    const struct point *point = shown(change);
    printf("%c %-6s  %-*s  ", sign, point_word(point), width, point->name);
    if (change->old && change->new) {
        print_place(change->old);
        fputs(" -> ", stdout);
    }
    print_place(point);
    puts(point->flags & VALDI_IN_BODY ? "" : "  call");
}

static json_t *change_json(const struct change *change) {
    json_t *object = json_made(json_object());
    json_put_text(object, "change", !change->old ? "new" : !change->new ? "missing" : "moved");
    if (change->old)
        json_put(object, "old", point_json(change->old));
    if (change->new)
        json_put(object, "new", point_json(change->new));
    return object;
}

static void print_changes(const struct changes *changes) {
    int width = 0;
    for (size_t i = 0; i < changes->count; i++)
        if ((int)strlen(shown(&changes->list[i])->name) > width)
            width = strlen(shown(&changes->list[i])->name);
    for (size_t i = 0; i < changes->count; i++)
        print_change(&changes->list[i], width < 40 ? width : 40);
}

int points_diff(const struct sites *old, const struct sites *new, bool as_json) {
    struct build before = build_new(old), after = build_new(new);
    struct changes changes = find_changes(&before, &after);
    int status = changes.count ? NOT_AS_EXPECTED : AS_EXPECTED;
    if (as_json) {
        json_t *list = json_made(json_array());
        for (size_t i = 0; i < changes.count; i++)
            json_array_append_new(list, change_json(&changes.list[i]));
        json_print("changes", list);
    } else {
        print_changes(&changes);
    }
    free(changes.list);
    free(before.rows);
    free(after.rows);
    return status;
}
