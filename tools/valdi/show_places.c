/* Where the checkpoints of an interleaving are, from the points in a program. */
#include "memory.h"
#include "show.h"
#include "sites.h"

#include <stdlib.h>
#include <string.h>

/* A function is named as linkers, programmers or compilers do, or as file.c:name. */
static bool is_named(const struct point *point, const char *name) {
    const char *colon = strrchr(name, ':');
    for (enum valdi_text place = VALDI_SYMBOL; place <= VALDI_SIGNATURE; place++)
        if (!strcmp(valdi_site_text(point->texts, place), name))
            return true;
    if (!colon || colon == name || colon[-1] == ':' ||
        strcmp(valdi_site_text(point->texts, VALDI_NAME), colon + 1))
        return false;
    size_t length = colon - name, had = strlen(point->file);
    return had >= length && !strncmp(point->file + had - length, name, length) &&
           (had == length || point->file[had - length - 1] == '/');
}

static bool is_point_of(const struct point *point, const struct trace_event *event) {
    static const unsigned kinds[] = {
        [TRACE_BEFORE] = VALDI_BEFORE, [TRACE_AFTER] = VALDI_AFTER, [TRACE_AT] = VALDI_MARKER};
    if (point->kind != kinds[event->kind])
        return false;
    return event->kind == TRACE_AT ? !strcmp(point->name, event->name) : is_named(point, event->name);
}

/* The first in the function's body; or the only one around calls of it: of several nobody knows which. */
static const struct point *find_point(const struct sites *sites, const struct trace_event *event) {
    const struct point *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < sites->point_count; i++) {
        const struct point *point = &sites->points[i];
        if (!is_point_of(point, event))
            continue;
        if (point->flags & VALDI_IN_BODY && event->kind != TRACE_AT)
            return point;
        found = point;
        count++;
    }
    return count == 1 ? found : NULL;
}

bool show_places(const char *program, struct trace *trace) {
    struct sites sites = {0};
    char *path = xstrdup(program);
    bool good = sites_read(&sites, &path, 1);
    for (size_t i = 0; good && i < trace->event_count; i++) {
        struct trace_event *event = &trace->events[i];
        const struct point *point = event->kind <= TRACE_AT ? find_point(&sites, event) : NULL;
        if (!point)
            continue;
        event->file = xstrdup(point->file);
        event->line = point->line;
    }
    sites_clear(&sites);
    free(path);
    return good;
}
