/* The registry of sites: modules as they are loaded, and arming. One lock guards it all; hooks never take
 * it. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>

/* ---- modules ---- */

VALDI_API void __valdi_register(struct valdi_module *module);
VALDI_API void __valdi_unregister(struct valdi_module *module);

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static const void *holder_inside; /* valdi__self.inside of who holds it, before */
static struct valdi_module *modules;
static unsigned changes;                   /* of modules */
static const struct valdi__control *armed; /* whose points are armed, or NULL */
static bool foreign;                       /* a module of another format was turned away */

/* A starter may get here, by dlopen or fork. What is called meanwhile, malloc for one, may have hooks:
 * they pass, or it would be parked with the lock. */
void valdi__registry_lock(void) {
    const void *inside = valdi__self.inside;
    if (!inside)
        valdi__self.inside = (const void *)UINTPTR_MAX; /* whatever the frame */
    pthread_mutex_lock(&mutex);
    holder_inside = inside;
}

void valdi__registry_unlock(void) {
    const void *inside = holder_inside;
    pthread_mutex_unlock(&mutex);
    valdi__self.inside = inside;
}

const struct valdi_module *valdi__registry_modules(unsigned *at_change) {
    *at_change = changes;
    return modules;
}

bool valdi__registry_has_foreign(void) {
    return foreign;
}

const struct valdi_module *valdi__registry_module_of(const struct valdi_site *site) {
    const struct valdi_module *module = modules;
    while (module && (site < module->sites || site >= module->sites_end))
        module = module->next;
    return module;
}

/* ---- arming ---- */

/* What an armed site refers to, written once; sites may be hit meanwhile. Of several the first is in
 * force: the others are kept for hits that have begun, until no starter of the order is left. */
struct arming {
    struct arming *former;
    size_t pair_count;
    struct pair {
        struct valdi_site *site;
        uint32_t point; /* VALDI__NO_POINT: a landing */
    } * pairs;          /* sorted */
    uint32_t *lists;    /* of points, each ends with 0 */
    size_t list_size;   /* of all together */
};

static struct arming *arming;

/* What armed bytes hold: it tells those of the last arming from those of former ones, as sites share
 * bytes. */
static unsigned char generation;

static int compare_pairs(const void *left, const void *right) {
    const struct pair *a = left, *b = right;
    uintptr_t x = (uintptr_t)a->site, y = (uintptr_t)b->site;
    return x != y ? (x > y) - (x < y) : (a->point > b->point) - (a->point < b->point);
}

/* Adds the sites of that kind and name, or counts them only. */
static void collect_named(struct arming *into, uint32_t kind, const char *name, uint32_t point) {
    struct valdi__search search;
    valdi__search_begin(&search, kind, name);
    for (struct valdi_site *site; (site = valdi__search_next(&search));) {
        if (valdi__site_is_silenced(site))
            continue;
        if (into->pairs)
            into->pairs[into->pair_count] = (struct pair){site, point};
        into->pair_count++;
    }
}

static void collect_pairs(struct arming *into, const struct valdi__control *control) {
    into->pair_count = 0;
    for (uint32_t i = 1; i <= control->point_count; i++) {
        const struct valdi__point *point = valdi__control_point(control, i);
        const char *name = valdi__control_at(control, point->name);
        bool tracked = point->kind == VALDI__TRACKED;
        collect_named(into, tracked || point->kind == VALDI__LOCKING ? VALDI_BEFORE : point->kind, name, i);
        if (tracked)
            collect_named(into, VALDI_AFTER, name, i);
    }
    if (control->is_tracking)
        collect_named(into, VALDI_LANDING, "", VALDI__NO_POINT);
}

static void arm_pairs(const struct arming *now) {
    uint32_t *list = now->lists;
    for (size_t i = 0, next; i < now->pair_count; i = next) {
        struct valdi_site *site = now->pairs[i].site;
        if (!site->points)
            site->hits_by_others = 0;
        const uint32_t *start = list;
        for (next = i; next < now->pair_count && now->pairs[next].site == site; next++)
            if (now->pairs[next].point != VALDI__NO_POINT &&
                (next == i || compare_pairs(&now->pairs[next - 1], &now->pairs[next])))
                *list++ = now->pairs[next].point;
        *list++ = 0;
        __atomic_store_n(&site->points, (uintptr_t)start, __ATOMIC_RELEASE);
        __atomic_store_n(VALDI_ARMED(site), generation, __ATOMIC_RELEASE);
    }
}

/* What the byte of a site holds that the order does not mention: while there is a recording all are hit, and find
 * out themselves whether they are part of it. */
static unsigned char idle(void) {
    return valdi__recorder_is_on();
}

static void disarm(struct valdi_site *site) {
    __atomic_store_n(VALDI_ARMED(site), idle(), __ATOMIC_RELAXED);
    __atomic_store_n(&site->points, 0, __ATOMIC_RELAXED);
}

/* The same, unless another site of the last arming needs the byte. */
static void disarm_alone(struct valdi_site *site) {
    __atomic_store_n(&site->points, 0, __ATOMIC_RELAXED);
    if (*VALDI_ARMED(site) != generation)
        __atomic_store_n(VALDI_ARMED(site), idle(), __ATOMIC_RELAXED);
}

/* Disarms what was armed and is not any more. */
static void disarm_rest(const struct arming *former, const struct arming *now) {
    for (size_t i = 0; former && i < former->pair_count; i++) {
        struct valdi_site *site = former->pairs[i].site;
        if (!valdi__registry_module_of(site))
            continue; /* its library is gone */
        const uint32_t *list = (const uint32_t *)(uintptr_t)site->points;
        if (!now)
            disarm(site);
        else if (list < now->lists || list >= now->lists + now->list_size)
            disarm_alone(site);
    }
}

static void arming_free(struct arming *old) {
    free(old->pairs);
    free(old->lists);
    free(old);
}

/* With the lock held. False without memory: what was armed stays so. */
static bool arm_all(const struct valdi__control *control) {
    struct arming *now = calloc(1, sizeof *now);
    if (!now)
        return false;
    collect_pairs(now, control);
    now->list_size = 2 * now->pair_count + 1;
    now->pairs = malloc((now->pair_count + 1) * sizeof *now->pairs);
    now->lists = malloc(now->list_size * sizeof *now->lists);
    if (!now->pairs || !now->lists) {
        arming_free(now);
        return false;
    }
    collect_pairs(now, control);
    qsort(now->pairs, now->pair_count, sizeof *now->pairs, compare_pairs);
    generation += generation == UINT8_MAX ? 2 : 1; /* never 0 */
    arm_pairs(now);
    disarm_rest(arming, now);
    now->former = arming;
    arming = now;
    return true;
}

bool valdi__sites_arm(const struct valdi__control *control) {
    valdi__registry_lock();
    armed = control;
    bool good = arm_all(control);
    if (!good)
        armed = NULL;
    valdi__registry_unlock();
    return good;
}

void valdi__sites_disarm(void) {
    valdi__registry_lock();
    if (armed)
        disarm_rest(arming, NULL);
    armed = NULL;
    valdi__registry_unlock();
}

void valdi__sites_forget(bool nobody_left) {
    valdi__registry_lock();
    while (arming) {
        struct arming *former = arming->former;
        if (nobody_left)
            arming_free(arming);
        arming = former;
    }
    valdi__registry_unlock();
}

uint32_t valdi__site_others(uint32_t point) {
    uint32_t hits = 0;
    valdi__registry_lock();
    for (size_t i = 0; armed && arming && i < arming->pair_count; i++)
        if (arming->pairs[i].point == point)
            hits += __atomic_load_n(&arming->pairs[i].site->hits_by_others, __ATOMIC_RELAXED);
    valdi__registry_unlock();
    return hits;
}

/* ---- coming and going ---- */

/* A child made by fork has the forking thread alone, which is no starter there. */
static void before_fork(void) {
    valdi__registry_lock();
    valdi__adopt_ignore(true); /* ThreadSanitizer creates a thread of its own in the child */
    valdi__guest_before_fork();
}

static void after_fork(void) {
    valdi__adopt_ignore(false);
    valdi__registry_unlock();
}

static void in_child(void) {
    armed = NULL; /* its block is zeros here */
    for (struct valdi_module *m = modules; m; m = m->next)
        for (struct valdi_site *site = m->sites; site != m->sites_end; site++)
            disarm(site);
    valdi__recorder_fork();
    valdi__registry_unlock();
    valdi__self = (struct valdi__self){0};
    valdi__runner_forget();
    valdi__adopt_forget();
    valdi__guest_fork();
}

static void watch_forks(void) {
    pthread_atfork(before_fork, after_fork, in_child);
}

void __valdi_register(struct valdi_module *module) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, watch_forks);
    valdi__registry_lock();
    if (module->format != VALDI_FORMAT) {
        foreign = true;
    } else {
        module->next = modules;
        modules = module;
        changes++;
        valdi__recorder_look();
        if (armed)
            arm_all(armed);
    }
    valdi__registry_unlock();
    valdi__guest_exec(module);
}

void __valdi_unregister(struct valdi_module *module) {
    valdi__registry_lock();
    struct valdi_module **link = &modules;
    while (*link && *link != module)
        link = &(*link)->next;
    if (*link)
        *link = module->next;
    changes++;
    valdi__recorder_look();
    if (armed)
        arm_all(armed); /* a call whose function's body has gone may have to be hit again */
    valdi__registry_unlock();
}
