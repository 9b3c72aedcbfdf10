/* Entries of checkpoint files: whether each matched something somewhere in the program. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>

static const char *text_of(const struct valdi_entry *entry, enum valdi_entry_text place) {
    return valdi_text_at(VALDI_TEXTS(entry), place);
}

static int compare_origins(const struct valdi_entry *a, const struct valdi_entry *b) {
    int order = strcmp(text_of(a, VALDI_ENTRY_FILE), text_of(b, VALDI_ENTRY_FILE));
    if (!order)
        order = (a->line > b->line) - (a->line < b->line);
    return order ? order : strcmp(text_of(a, VALDI_ENTRY_LINE), text_of(b, VALDI_ENTRY_LINE));
}

static int compare_file_entries(const void *left, const void *right) {
    const struct valdi_entry *a = *(const struct valdi_entry *const *)left,
                             *b = *(const struct valdi_entry *const *)right;
    int order = compare_origins(a, b);
    return order ? order : b->matched - a->matched;
}

/* Every compilation recorded what each entry chose there: equal entries side by side, one that matched
 * first. NULL if none is dead, or without memory. */
static const struct valdi_entry *find_dead(const struct valdi_module *modules) {
    size_t count = 0;
    const struct valdi_entry *dead = NULL;
    for (const struct valdi_module *m = modules; m; m = m->next)
        count += m->entries_end - m->entries;
    const struct valdi_entry **all = malloc((count + 1) * sizeof *all);
    if (!all)
        return NULL;
    count = 0;
    for (const struct valdi_module *m = modules; m; m = m->next)
        for (const struct valdi_entry *entry = m->entries; entry != m->entries_end; entry++)
            all[count++] = entry;
    qsort(all, count, sizeof *all, compare_file_entries);
    for (size_t i = 0; i < count && !dead; i++)
        if (!all[i]->matched && (!i || compare_origins(all[i - 1], all[i])))
            dead = all[i];
    free(all);
    return dead;
}

bool valdi__entries_matched(char *why, size_t size) {
    /* What was found last, and at which change of the modules; from 1. Under the registry's lock. */
    static const struct valdi_entry *dead;
    static unsigned found_at;
    unsigned change;
    valdi__registry_lock();
    const struct valdi_module *modules = valdi__registry_modules(&change);
    if (found_at != change)
        dead = find_dead(modules);
    found_at = change;
    bool matched = !dead;
    if (dead)
        snprintf(why, size, "%s:%u: \"%s\" matches nothing in this program", text_of(dead, VALDI_ENTRY_FILE),
                 dead->line, text_of(dead, VALDI_ENTRY_LINE));
    valdi__registry_unlock();
    return matched;
}
