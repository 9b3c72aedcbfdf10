/* Sites by name: finding them, and what to say of names that no site has. With the registry's lock held. */
#include "runtime.h"
#include "distance.h"

#include <link.h>
#include <stdlib.h>
#include <string.h>

/* A site under one of its spellings; equal spellings of a site stand once. */
struct valdi__spelling {
    const char *name;
    struct valdi_site *site;
};

/* Sorted by kind and name. Built when first needed after a module came or went. */
static struct {
    struct valdi__spelling *items;
    size_t count;
    unsigned changes; /* of modules, when it was built; from 1 */
} names;

/* ---- building ---- */

static int compare_key(uint32_t kind, const char *name, const struct valdi__spelling *spelling) {
    return kind != spelling->site->kind ? (kind > spelling->site->kind) - (kind < spelling->site->kind)
                                        : strcmp(name, spelling->name);
}

static int compare_spellings(const void *left, const void *right) {
    const struct valdi__spelling *a = left, *b = right;
    return compare_key(a->site->kind, a->name, b);
}

static void add_spelling(struct valdi_site *site, const char *name) {
    names.items[names.count++] = (struct valdi__spelling){name, site};
}

static void add_site(struct valdi_site *site) {
    const char *texts = VALDI_TEXTS(site), *symbol = valdi_site_text(texts, VALDI_SYMBOL),
               *name = valdi_site_text(texts, VALDI_NAME),
               *signature = valdi_site_text(texts, VALDI_SIGNATURE);
    if (site->kind == VALDI_MARKER || site->kind == VALDI_LANDING) {
        add_spelling(site, site->kind == VALDI_MARKER ? name : "");
        return;
    }
    add_spelling(site, symbol);
    if (strcmp(name, symbol))
        add_spelling(site, name);
    if (strcmp(signature, symbol) && strcmp(signature, name))
        add_spelling(site, signature);
}

static void build(void) {
    unsigned changes;
    const struct valdi_module *modules = valdi__registry_modules(&changes);
    size_t sites = 0;
    if (names.changes == changes)
        return;
    for (const struct valdi_module *m = modules; m; m = m->next)
        sites += m->sites_end - m->sites;
    free(names.items);
    names.count = 0;
    names.items = malloc((3 * sites + 1) * sizeof *names.items);
    if (!names.items)
        return; /* as if there were no sites; tried again at the next question */
    for (const struct valdi_module *m = modules; m; m = m->next)
        for (struct valdi_site *site = m->sites; site != m->sites_end; site++)
            add_site(site);
    qsort(names.items, names.count, sizeof *names.items, compare_spellings);
    names.changes = changes;
}

/* ---- searching ---- */

/* The first spelling of that kind and name or, if there is none, of what would follow. */
static const struct valdi__spelling *find(uint32_t kind, const char *name) {
    size_t low = 0, high = names.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_key(kind, name, &names.items[middle]) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return names.count ? names.items + low : NULL;
}

static bool has(const struct valdi__spelling *spelling, uint32_t kind, const char *name) {
    return names.count && spelling != names.items + names.count && !compare_key(kind, name, spelling);
}

/* The name behind "file.c:", or NULL if there is no such thing in it. */
static const char *behind_file(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon && colon > name && colon[-1] != ':' && colon[1] ? colon + 1 : NULL;
}

/* Whether the path ends with what stands before the colon in front of name, as a whole. */
static bool ends_with_file(const char *path, const char *file, const char *name) {
    size_t length = name - 1 - file, had = strlen(path);
    return had >= length && !memcmp(path + had - length, file, length) &&
           (had == length || path[had - length - 1] == '/');
}

void valdi__search_begin(struct valdi__search *search, uint32_t kind, const char *name) {
    build();
    *search = (struct valdi__search){.next = find(kind, name), .kind = kind, .name = name};
    if (has(search->next, kind, name) || kind == VALDI_MARKER || !behind_file(name))
        return;
    search->file = name;
    search->name = behind_file(name);
    search->next = find(kind, search->name);
}

struct valdi_site *valdi__search_next(struct valdi__search *search) {
    while (has(search->next, search->kind, search->name)) {
        struct valdi_site *site = (search->next++)->site;
        if (!search->file ||
            ends_with_file(valdi_site_text(VALDI_TEXTS(site), VALDI_FILE), search->file, search->name))
            return site;
    }
    return NULL;
}

/* Whether the symbols differ at most in which variant of a C++ constructor or destructor they are, C1 of
 * C2, D0 of D1: each calls the next, and only one has a hook. */
static bool is_same_function(const char *a, const char *b) {
    size_t i = 0;
    while (a[i] && a[i] == b[i])
        i++;
    return a[i] == b[i] || (i && strchr("CDI", a[i - 1]) && a[i] >= '0' && a[i] <= '2' && b[i] >= '0' &&
                            b[i] <= '2' && !strcmp(a + i + 1, b + i + 1));
}

bool valdi__site_is_silenced(const struct valdi_site *site) {
    const char *texts = VALDI_TEXTS(site), *signature = valdi_site_text(texts, VALDI_SIGNATURE);
    if (site->flags & VALDI_IN_BODY)
        return false;
    build();
    for (const struct valdi__spelling *s = find(site->kind, signature); has(s, site->kind, signature); s++)
        if ((s->site->flags & (VALDI_IN_BODY | VALDI_LOCAL)) == VALDI_IN_BODY &&
            is_same_function(texts, VALDI_TEXTS(s->site)) &&
            (!(s->site->flags & VALDI_HIDDEN) ||
             valdi__registry_module_of(s->site) == valdi__registry_module_of(site)))
            return true;
    return false;
}

/* ---- functions ---- */

/* What stands in front of a function. */
struct prefix {
    uintptr_t function;
    int64_t words[VALDI_PREFIX_WORDS];
};

/* Reads it if the program has been loaded there: a function made at run time may have nothing in front. */
static int read_prefix(struct dl_phdr_info *object, size_t size, void *context) {
    (void)size;
    struct prefix *prefix = context;
    uintptr_t start = prefix->function - sizeof prefix->words - object->dlpi_addr;
    for (unsigned i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (segment->p_type == PT_LOAD && segment->p_flags & PF_R && start >= segment->p_vaddr &&
            start - segment->p_vaddr < segment->p_memsz) {
            memcpy(prefix->words, (const void *)(start + object->dlpi_addr), sizeof prefix->words);
            return 1;
        }
    }
    return 0;
}

bool valdi__site_starts(const char *name, const void *function) {
    struct prefix prefix = {.function = (uintptr_t)function};
    bool starts = false;
    if (!dl_iterate_phdr(read_prefix, &prefix))
        return false;
    valdi__registry_lock();
    struct valdi__search search;
    valdi__search_begin(&search, VALDI_BEFORE, name);
    for (const struct valdi_site *site; !starts && (site = valdi__search_next(&search));)
        for (unsigned i = 0; i < VALDI_PREFIX_WORDS; i++)
            starts |= (uintptr_t)prefix.words[i] == (uintptr_t)site - prefix.function;
    valdi__registry_unlock();
    return starts;
}

const struct valdi_site *valdi__site_of_start(const void *function) {
    struct prefix prefix = {.function = (uintptr_t)function};
    const struct valdi_site *found = NULL;
    if (!function || !dl_iterate_phdr(read_prefix, &prefix))
        return NULL;
    valdi__registry_lock();
    for (unsigned i = 0; !found && i < VALDI_PREFIX_WORDS; i++) {
        const struct valdi_site *site = (const struct valdi_site *)(prefix.function + prefix.words[i]);
        const struct valdi_module *module = valdi__registry_module_of(site);
        if (module && ((uintptr_t)site - (uintptr_t)module->sites) % sizeof *site == 0 &&
            site->kind == VALDI_BEFORE && site->flags & VALDI_IN_BODY)
            found = site;
    }
    valdi__registry_unlock();
    return found;
}

/* ---- questions about names ---- */

/* A qualified name's last part: "push" of "shop::queue<shop::item>::push". */
static const char *last_part(const char *name) {
    const char *part = name;
    int depth = 0;
    for (const char *c = name; *c && *c != '('; c++) {
        depth += (*c == '<') - (*c == '>');
        if (!depth && c[0] == ':' && c[1] == ':')
            part = c + 2;
    }
    return part;
}

/* How far a site's name is from what was written, perhaps without its qualification. */
static unsigned distance(const char *written, const char *name) {
    unsigned whole = valdi__distance(written, name), part = whole;
    if (!strstr(written, "::"))
        part = valdi__distance(written, last_part(name));
    return part < whole ? part : whole;
}

/* The site whose name is nearest, at most half of it wrong; NULL if none is. */
static const struct valdi_site *nearest(bool marker, const char *name) {
    const struct valdi_site *best = NULL;
    const char *bare = !marker && behind_file(name) ? behind_file(name) : name;
    unsigned smallest = strlen(bare) / 2 + 1;
    for (size_t i = 0; i < names.count; i++) {
        const struct valdi_site *site = names.items[i].site;
        if (site->kind == VALDI_LANDING || (site->kind == VALDI_MARKER) != marker)
            continue;
        unsigned far = distance(bare, valdi_site_text(VALDI_TEXTS(site), VALDI_NAME));
        bool clearer = best && (site->flags & VALDI_IN_BODY) > (best->flags & VALDI_IN_BODY);
        if (far < smallest || (far == smallest && clearer)) {
            smallest = far;
            best = site;
        }
    }
    return best;
}

static void write_site(FILE *out, const struct valdi_site *site) {
    const char *texts = VALDI_TEXTS(site);
    fprintf(out, "\"%s\" (%s", valdi_site_text(texts, VALDI_NAME), valdi_site_text(texts, VALDI_FILE));
    fprintf(out, site->line ? ":%u)" : ")", site->line);
}

static void explain_unknown(uint32_t kind, const char *name, FILE *out) {
    static const char *const has_only[] = {[VALDI_BEFORE] = "is a point only before it",
                                           [VALDI_AFTER] = "is a point only after it",
                                           [VALDI_MARKER] = "is a marker, no function"};
    for (uint32_t other = VALDI_BEFORE; other <= VALDI_MARKER; other++) {
        struct valdi__search search;
        valdi__search_begin(&search, other, name);
        const struct valdi_site *site = valdi__search_next(&search);
        if (!site)
            continue;
        write_site(out, site);
        fprintf(out, " %s", kind == VALDI_MARKER ? "is a function, no marker" : has_only[other]);
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

bool valdi__site_exists(uint32_t kind, const char *name) {
    struct valdi__search search;
    valdi__registry_lock();
    valdi__search_begin(&search, kind, name);
    bool exists = valdi__search_next(&search);
    valdi__registry_unlock();
    return exists;
}

bool valdi__site_known(uint32_t kind, const char *name, char *why, size_t size) {
    struct valdi__search search;
    valdi__registry_lock();
    valdi__search_begin(&search, kind, name);
    bool known = valdi__search_next(&search);
    FILE *out = known ? NULL : fmemopen(why, size, "w");
    if (out) {
        if (valdi__registry_has_foreign())
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

bool valdi__site_may_start(const char *name, char *why, size_t size) {
    struct valdi__search search;
    bool found = false;
    if (!valdi__site_known(VALDI_BEFORE, name, why, size)) {
        size_t length = strlen(why);
        if (!valdi__site_exists(VALDI_AFTER, name) && !valdi__site_exists(VALDI_MARKER, name))
            snprintf(
                why + length, size - length,
                "; a function that a thread starts at needs hooks: by a checkpoint file, or an annotation");
        return false;
    }
    valdi__registry_lock();
    valdi__search_begin(&search, VALDI_BEFORE, name);
    for (const struct valdi_site *site; !found && (site = valdi__search_next(&search));)
        found = site->flags & VALDI_IN_BODY;
    valdi__registry_unlock();
    if (!found)
        snprintf(why, size, "\"%s\" was not compiled with Valdi's pass: only calls of it have hooks", name);
    return found;
}
