/* The registry of sites: modules as they are loaded, an index by name, and arming. One lock guards it all;
 * hooks never take it. */
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

/* ---- the index ---- */

/* Which field of a site refers to the point of that spelling. */
enum spelling { BY_SYMBOL, BY_NAME, BY_SIGNATURE };

/* A site under one of its spellings; equal spellings of a site stand once. */
struct entry {
    const char *name;
    struct valdi_site *site;
    enum spelling spelling;
};

/* Sorted by kind and name, and there by rank. Built when first needed after a module came or went. */
static struct {
    struct entry *entries;
    size_t count;
    unsigned changes; /* of modules, when it was built; from 1 */
} names;

/* A body that calls by this symbol reach comes first: it silences the sites around calls. */
static int rank(const struct entry *entry) {
    return !(entry->spelling == BY_SYMBOL &&
             (entry->site->flags & (VALDI_IN_BODY | VALDI_LOCAL)) == VALDI_IN_BODY);
}

static int compare_key(uint32_t kind, const char *name, const struct entry *entry) {
    return kind != entry->site->kind ? (kind > entry->site->kind) - (kind < entry->site->kind)
                                     : strcmp(name, entry->name);
}

static int compare_entries(const void *left, const void *right) {
    const struct entry *a = left, *b = right;
    int order = compare_key(a->site->kind, a->name, b);
    return order ? order : rank(a) - rank(b);
}

static void add_spelling(struct valdi_site *site, enum spelling spelling, const char *name) {
    names.entries[names.count++] = (struct entry){name, site, spelling};
}

static void add_site(struct valdi_site *site) {
    const char *symbol = VALDI_TEXT(site, symbol), *name = VALDI_TEXT(site, name),
               *signature = VALDI_TEXT(site, signature);
    if (site->kind == VALDI_MARKER) {
        add_spelling(site, BY_NAME, name);
        return;
    }
    add_spelling(site, BY_SYMBOL, symbol);
    if (strcmp(name, symbol))
        add_spelling(site, BY_NAME, name);
    if (strcmp(signature, symbol) && strcmp(signature, name))
        add_spelling(site, BY_SIGNATURE, signature);
}

static void index_build(void) {
    size_t sites = 0;
    if (names.changes == changes)
        return;
    for (struct valdi_module *m = modules; m; m = m->next)
        sites += m->sites_end - m->sites;
    free(names.entries);
    names.count = 0;
    names.entries = malloc((3 * sites + 1) * sizeof *names.entries);
    if (!names.entries)
        return; /* as if there were no sites; tried again at the next question */
    for (struct valdi_module *m = modules; m; m = m->next)
        for (struct valdi_site *site = m->sites; site != m->sites_end; site++)
            add_site(site);
    qsort(names.entries, names.count, sizeof *names.entries, compare_entries);
    names.changes = changes;
}

/* The first entry of that kind and name or, if there is none, of what would follow. */
static const struct entry *index_find(uint32_t kind, const char *name) {
    size_t low = 0, high = names.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_key(kind, name, &names.entries[middle]) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return names.count ? names.entries + low : NULL;
}

static bool index_has(const struct entry *entry, uint32_t kind, const char *name) {
    return names.count && entry != names.entries + names.count && !compare_key(kind, name, entry);
}

/* ---- arming ---- */

static const struct valdi_module *module_of(const struct valdi_site *site) {
    const struct valdi_module *module = modules;
    while (module && (site < module->sites || site >= module->sites_end))
        module = module->next;
    return module;
}

/* One call is one hit: a site around a call is silent if the function's body has one, and the call can
 * reach it. */
static bool is_silenced(const struct valdi_site *site) {
    const char *symbol = VALDI_TEXT(site, symbol);
    if (site->flags & VALDI_IN_BODY)
        return false;
    for (const struct entry *body = index_find(site->kind, symbol);
         index_has(body, site->kind, symbol) && !rank(body); body++)
        if (!(body->site->flags & VALDI_HIDDEN) || module_of(body->site) == module_of(site))
            return true;
    return false;
}

static void set_point(const struct entry *entry, uint32_t point) {
    struct valdi_site *site = entry->site;
    if (!site->armed)
        site->hits_by_others = 0;
    if (entry->spelling == BY_SYMBOL)
        site->point_by_symbol = point;
    else if (entry->spelling == BY_NAME)
        site->point_by_name = point;
    else
        site->point_by_signature = point;
    bool any = site->point_by_symbol || site->point_by_name || site->point_by_signature;
    __atomic_store_n(&site->armed, any, __ATOMIC_RELEASE);
}

static void arm_point(const struct valdi__control *control, uint32_t number, bool arm) {
    const struct valdi__point *point = valdi__control_point(control, number);
    const char *name = valdi__control_at(control, point->name);
    for (const struct entry *entry = index_find(point->kind, name); index_has(entry, point->kind, name);
         entry++)
        set_point(entry, arm && !is_silenced(entry->site) ? number : VALDI__NO_POINT);
}

/* With lock held. */
static void arm_all(const struct valdi__control *control, bool arm) {
    index_build();
    for (uint32_t i = 1; i <= control->point_count; i++)
        arm_point(control, i, arm);
}

void valdi__sites_arm(const struct valdi__control *control) {
    valdi__registry_lock();
    armed = control;
    arm_all(control, true);
    valdi__registry_unlock();
}

void valdi__sites_disarm(void) {
    valdi__registry_lock();
    if (armed)
        arm_all(armed, false);
    armed = NULL;
    valdi__registry_unlock();
}

uint32_t valdi__site_others(const struct valdi__control *control, uint32_t number) {
    const struct valdi__point *point = valdi__control_point(control, number);
    const char *name = valdi__control_at(control, point->name);
    uint32_t hits = 0;
    valdi__registry_lock();
    index_build();
    for (const struct entry *entry = index_find(point->kind, name); index_has(entry, point->kind, name);
         entry++)
        hits += __atomic_load_n(&entry->site->hits_by_others, __ATOMIC_RELAXED);
    valdi__registry_unlock();
    return hits;
}

/* ---- coming and going ---- */

/* A child made by fork has the forking thread alone, which is no starter there. */
static void before_fork(void) {
    valdi__registry_lock();
}

static void after_fork(void) {
    valdi__registry_unlock();
}

static void in_child(void) {
    armed = NULL; /* its block is zeros here */
    for (struct valdi_module *m = modules; m; m = m->next)
        for (struct valdi_site *site = m->sites; site != m->sites_end; site++) {
            site->point_by_symbol = site->point_by_name = site->point_by_signature = VALDI__NO_POINT;
            site->armed = 0;
        }
    valdi__registry_unlock();
    valdi__self = (struct valdi__self){0};
    valdi__runner_forget();
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
        if (armed)
            arm_all(armed, true);
    }
    valdi__registry_unlock();
}

void __valdi_unregister(struct valdi_module *module) {
    valdi__registry_lock();
    struct valdi_module **link = &modules;
    while (*link && *link != module)
        link = &(*link)->next;
    if (*link)
        *link = module->next;
    changes++;
    if (armed)
        arm_all(armed, true); /* a call whose function's body has gone may have to be hit again */
    valdi__registry_unlock();
}

/* ---- questions about names ---- */

/* Edit distance with transpositions of neighbours (Damerau 1964), by rows (Wagner and Fischer 1974). */
static unsigned distance(const char *a, const char *b) {
    enum { LIMIT = 128 };
    unsigned rows[3][LIMIT + 1], *older = rows[0], *last = rows[1], *row = rows[2];
    size_t width = strnlen(b, LIMIT);
    for (size_t j = 0; j <= width; j++)
        last[j] = j;
    for (size_t i = 1; i <= LIMIT && a[i - 1]; i++) {
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            unsigned best = last[j - 1] + (a[i - 1] != b[j - 1]);
            best = best < last[j] + 1 ? best : last[j] + 1;
            best = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && older[j - 2] + 1 < best)
                best = older[j - 2] + 1;
            row[j] = best;
        }
        unsigned *free_row = older;
        older = last;
        last = row;
        row = free_row;
    }
    return last[width];
}

/* The site whose name is nearest, at most half of it wrong; NULL if none is. */
static const struct valdi_site *nearest(bool marker, const char *name) {
    const struct valdi_site *best = NULL;
    unsigned smallest = strlen(name) / 2 + 1;
    for (size_t i = 0; i < names.count; i++) {
        const struct valdi_site *site = names.entries[i].site;
        unsigned far =
            (site->kind == VALDI_MARKER) == marker ? distance(name, VALDI_TEXT(site, name)) : smallest;
        if (far < smallest) {
            smallest = far;
            best = site;
        }
    }
    return best;
}

static void write_site(FILE *out, const struct valdi_site *site) {
    fprintf(out, "\"%s\" (%s", VALDI_TEXT(site, name), VALDI_TEXT(site, file));
    fprintf(out, site->line ? ":%u)" : ")", site->line);
}

static void explain_unknown(uint32_t kind, const char *name, FILE *out) {
    static const char *const has[] = {[VALDI_BEFORE] = "is a point only before it",
                                      [VALDI_AFTER] = "is a point only after it",
                                      [VALDI_MARKER] = "is a marker, no function"};
    for (uint32_t other = VALDI_BEFORE; other <= VALDI_MARKER; other++) {
        const struct entry *entry = index_find(other, name);
        if (!index_has(entry, other, name))
            continue;
        write_site(out, entry->site);
        fprintf(out, " %s", kind == VALDI_MARKER ? "is a function, no marker" : has[other]);
        return;
    }
    fprintf(out,
            kind == VALDI_MARKER ? "no marker \"%s\" in this program" : "no site for \"%s\" in this program",
            name);
    const struct valdi_site *near = nearest(kind == VALDI_MARKER, name);
    if (near) {
        fputs("; nearest: ", out);
        write_site(out, near);
    }
}

bool valdi__site_known(uint32_t kind, const char *name, char *why, size_t size) {
    valdi__registry_lock();
    index_build();
    bool known = index_has(index_find(kind, name), kind, name);
    FILE *out = known ? NULL : fmemopen(why, size, "w");
    if (out) {
        if (foreign)
            fputs("a part of this program was compiled with another version of Valdi's pass: compile it "
                  "again; ",
                  out);
        if (!names.count)
            fputs("nothing here was compiled with Valdi's pass: use valdi-clang, or clang "
                  "-fpass-plugin=.../ValdiPass.so",
                  out);
        else
            explain_unknown(kind, name, out);
        fclose(out);
    }
    valdi__registry_unlock();
    return known;
}
