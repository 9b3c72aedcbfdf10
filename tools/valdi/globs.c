/* Globs for the names of points: what checkpoint files choose in the pass, chosen again from a site's texts. */
#include "globs.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <valdi/glob.h>
#include <valdi/site.def>
#include <valdi/site.h>

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

static bool matches_name(const char *glob, const char *texts, bool is_marker) {
    return valdi_glob(glob, valdi_site_text(texts, VALDI_NAME)) ||
           (!is_marker && (valdi_glob(glob, valdi_site_text(texts, VALDI_SYMBOL)) ||
                           valdi_glob(glob, valdi_site_text(texts, VALDI_SIGNATURE))));
}

/* Whether the glob matches the path, or its end from a directory's name on. */
static bool matches_path(const char *glob, const char *path) {
    bool matched = valdi_glob(glob, path);
    for (const char *slash = strchr(path, '/'); slash && !matched; slash = strchr(slash + 1, '/'))
        matched = valdi_glob(glob, slash + 1);
    return matched;
}

static bool matches(const char *glob, const char *texts, bool is_marker) {
    const char *colon = strrchr(glob, ':');
    if (matches_name(glob, texts, is_marker))
        return true;
    if (!colon || colon == glob || colon[-1] == ':' || !matches_name(colon + 1, texts, is_marker))
        return false;
    char *path = xasprintf("%.*s", (int)(colon - glob), glob);
    bool matched = matches_path(path, valdi_site_text(texts, VALDI_FILE));
    free(path);
    return matched;
}

bool globs_match(char *const *list, const char *texts, bool is_marker) {
    for (; list && *list; list++)
        if (matches(*list, texts, is_marker))
            return true;
    return false;
}

bool globs_choose(const struct globs *globs, const char *texts, bool is_marker) {
    return (!globs->only || globs_match(globs->only, texts, is_marker)) &&
           !globs_match(globs->except, texts, is_marker);
}
