/* The points of an order: which checkpoints are one, which need a condition or track a function. Pure. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>

/* Points are numbered in this order. */
enum group { PLAIN, CONDITIONAL, TRACKED, LOCKING };

/* What a checkpoint needs: its point and, for a condition, those it rests on. Two uses that compare as equal
 * are one point. */
struct valdi__use {
    enum group group;
    uint32_t kind; /* as in struct valdi__point */
    const char *name;
    const char *inside; /* or "" */
    int (*when)(const valdi_hit *, void *);
    void *argument;
    uint32_t starter;
    uint32_t point;               /* its number */
    valdi_checkpoint *checkpoint; /* whose point it is, or NULL */
};

static int compare_numbers(uintptr_t a, uintptr_t b) {
    return (a > b) - (a < b);
}

static int compare_uses(const void *left, const void *right) {
    const struct valdi__use *a = left, *b = right;
    int order = compare_numbers(a->group, b->group);
    order = order ? order : compare_numbers(a->kind, b->kind);
    order = order ? order : strcmp(a->name, b->name);
    order = order ? order : strcmp(a->inside, b->inside);
    order = order ? order : compare_numbers((uintptr_t)a->when, (uintptr_t)b->when);
    order = order ? order : compare_numbers((uintptr_t)a->argument, (uintptr_t)b->argument);
    return order ? order : compare_numbers(a->starter, b->starter);
}

static void add(struct valdi__points *points, struct valdi__use use) {
    points->uses[points->use_count++] = use;
}

static struct valdi__use plain(uint32_t kind, const char *name) {
    return (struct valdi__use){.group = PLAIN, .kind = kind, .name = name, .inside = ""};
}

static struct valdi__use tracked(const char *name) {
    return (struct valdi__use){.group = TRACKED, .kind = VALDI__TRACKED, .name = name, .inside = ""};
}

/* Functions whose first argument is a lock that they take. */
static const char *const locking[] = {"pthread_mutex_lock",
                                      "pthread_mutex_trylock",
                                      "pthread_mutex_timedlock",
                                      "pthread_rwlock_wrlock",
                                      "pthread_rwlock_trywrlock",
                                      "pthread_spin_lock",
                                      "mtx_lock",
                                      "std::mutex::lock",
                                      "std::recursive_mutex::lock",
                                      "std::shared_mutex::lock"};
enum { LOCKING_COUNT = sizeof locking / sizeof *locking };

static void add_locking(struct valdi__points *points, bool has_programs) {
    for (unsigned i = 0; i < LOCKING_COUNT; i++)
        if (has_programs || valdi__site_exists(VALDI_BEFORE, locking[i]))
            add(points, (struct valdi__use){
                            .group = LOCKING, .kind = VALDI__LOCKING, .name = locking[i], .inside = ""});
}

/* A starter's arguments are known after a function from when it was entered: a condition there tracks it. */
static void add_checkpoint(struct valdi__points *points, valdi_checkpoint *checkpoint) {
    struct valdi__use use = plain(checkpoint->kind, checkpoint->name);
    use.checkpoint = checkpoint;
    if (checkpoint->when || checkpoint->inside) {
        add(points, plain(checkpoint->kind, checkpoint->name));
        use.group = CONDITIONAL;
        use.inside = checkpoint->inside ? checkpoint->inside : "";
        use.when = checkpoint->when;
        use.argument = checkpoint->argument;
        use.starter = checkpoint->starter->index;
    }
    add(points, use);
    if (checkpoint->inside)
        add(points, tracked(checkpoint->inside));
    if (checkpoint->when && checkpoint->kind == VALDI_AFTER)
        add(points, tracked(checkpoint->name));
}

static void number(struct valdi__points *points) {
    for (uint32_t i = 0; i < points->use_count; i++) {
        struct valdi__use *use = &points->uses[i];
        if (!i || compare_uses(use - 1, use)) {
            points->point_count++;
            points->name_bytes += strlen(use->name) + 1;
        }
        use->point = points->point_count;
        points->is_conditional = points->is_conditional || use->group == CONDITIONAL || use->group == LOCKING;
        points->is_tracking = points->is_tracking || use->group == TRACKED;
        if (use->checkpoint)
            use->checkpoint->point = use->point;
    }
}

bool valdi__points_number(struct valdi__points *points, valdi_checkpoint *const order[], uint32_t step_count,
                          bool has_programs) {
    *points = (struct valdi__points){
        .uses = malloc((4 * (size_t)step_count + LOCKING_COUNT) * sizeof *points->uses)};
    if (!points->uses)
        return false;
    for (uint32_t i = 0; i < step_count; i++)
        if (order[i]->kind)
            order[i]->point = VALDI__NO_POINT; /* an earlier attempt may have numbered it */
    for (uint32_t i = 0; i < step_count; i++)
        if (order[i]->kind && order[i]->point == VALDI__NO_POINT) {
            order[i]->point = 1; /* taken; numbered below */
            add_checkpoint(points, order[i]);
        }
    add_locking(points, has_programs);
    qsort(points->uses, points->use_count, sizeof *points->uses, compare_uses);
    number(points);
    return true;
}

/* The number of the point that is used so; VALDI__NO_POINT if none is. */
static uint32_t find(const struct valdi__points *points, struct valdi__use use) {
    const struct valdi__use *found = bsearch(&use, points->uses, points->use_count, sizeof use, compare_uses);
    return found ? found->point : VALDI__NO_POINT;
}

void valdi__points_fill(const struct valdi__points *points, struct valdi__control *control, uint64_t names) {
    control->is_conditional = points->is_conditional;
    control->is_tracking = points->is_tracking;
    for (uint32_t i = 0; i < points->use_count; i++) {
        const struct valdi__use *use = &points->uses[i];
        struct valdi__point *point = valdi__control_point(control, use->point);
        if (point->kind)
            continue;
        *point = (struct valdi__point){
            .kind = use->kind,
            .base = use->group == CONDITIONAL ? find(points, plain(use->kind, use->name)) : use->point,
            .starter = use->starter,
            .inside = find(points, tracked(use->inside)),
            .tracked = find(points, tracked(use->name)),
            .name = names,
            .when = (uintptr_t)use->when,
            .argument = (uintptr_t)use->argument};
        strcpy(valdi__control_at(control, names), use->name);
        names += strlen(use->name) + 1;
    }
}

void valdi__points_free(struct valdi__points *points) {
    free(points->uses);
}
