/* Globs for the names of points: what checkpoint files choose in the pass, chosen again from a site's texts. */
#include "globs.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <valdi/glob.h>

void globs_add(char ***list, char *text) {
    size_t count = 0;
    while (*list && (*list)[count])
        count++;
    *list = xrealloc(*list, count + 2, sizeof **list);
    (*list)[count] = text;
    (*list)[count + 1] = NULL;
}

void globs_clear(struct globs *globs) {
    free(globs->only);
    free(globs->except);
    *globs = (struct globs){0};
}

static bool matches_any(char *const *list, const char *texts, bool is_marker) {
    for (; list && *list; list++)
        if (valdi_glob_site(*list, texts, is_marker))
            return true;
    return false;
}

bool globs_choose(const struct globs *globs, const char *texts, bool is_marker) {
    return (!globs->only || matches_any(globs->only, texts, is_marker)) &&
           !matches_any(globs->except, texts, is_marker);
}
