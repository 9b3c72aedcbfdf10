/* Where the checkpoints of an interleaving are, from the points in a program. */
#include "image.h"
#include "memory.h"
#include "show.h"

#include <stdlib.h>
#include <string.h>

struct sites {
    struct image *image;
    struct image_records records;
};

static bool is_named(const char *texts, const char *name) {
    const char *colon = strrchr(name, ':');
    for (enum valdi_text place = VALDI_SYMBOL; place <= VALDI_SIGNATURE; place++)
        if (!strcmp(valdi_site_text(texts, place), name))
            return true;
    if (!colon || colon == name || colon[-1] == ':' || strcmp(valdi_site_text(texts, VALDI_NAME), colon + 1))
        return false;
    const char *file = valdi_site_text(texts, VALDI_FILE);
    size_t length = colon - name, had = strlen(file);
    return had >= length && !strncmp(file + had - length, name, length) &&
           (had == length || file[had - length - 1] == '/');
}

static bool is_site_of(const struct sites *sites, const struct valdi_site *site,
                       const struct trace_event *event) {
    static const unsigned kinds[] = {
        [TRACE_BEFORE] = VALDI_BEFORE, [TRACE_AFTER] = VALDI_AFTER, [TRACE_AT] = VALDI_MARKER};
    const char *texts = image_texts(sites->image, &sites->records, &site->texts, VALDI_SITE_TEXT_COUNT);
    if (!texts || site->format != VALDI_FORMAT || site->kind != kinds[event->kind])
        return false;
    if (event->kind == TRACE_AT)
        return !strcmp(valdi_site_text(texts, VALDI_NAME), event->name);
    return is_named(texts, event->name);
}

/* The first in the function's body; or the only one around calls of it: of several nobody knows which. */
static const struct valdi_site *find_site(const struct sites *sites, const struct trace_event *event) {
    const struct valdi_site *all = sites->records.start, *found = NULL;
    for (size_t i = 0; i < sites->records.bytes / sizeof *all; i++) {
        if (!is_site_of(sites, &all[i], event))
            continue;
        if (all[i].flags & VALDI_IN_BODY && event->kind != TRACE_AT)
            return &all[i];
        if (found)
            return NULL;
        found = &all[i];
    }
    return found;
}

bool show_places(const char *program, struct trace *trace) {
    struct sites sites = {.image = image_open(program)};
    if (!sites.image)
        return false;
    sites.records = image_records(sites.image, VALDI_SITES_SECTION);
    for (size_t i = 0; i < trace->event_count; i++) {
        struct trace_event *event = &trace->events[i];
        const struct valdi_site *site = event->kind <= TRACE_AT ? find_site(&sites, event) : NULL;
        if (!site)
            continue;
        const char *texts = image_texts(sites.image, &sites.records, &site->texts, VALDI_SITE_TEXT_COUNT);
        event->file = xstrdup(valdi_site_text(texts, VALDI_FILE));
        event->line = site->line;
    }
    image_close(sites.image);
    return true;
}
