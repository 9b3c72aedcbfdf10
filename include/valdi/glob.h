/* Patterns of names, for the pass, the runtime and tools: * stands for any text, ? for any character.
 * Not part of the interface for tests. */
#ifndef VALDI_GLOB_H
#define VALDI_GLOB_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <valdi/site.def>
#include <valdi/site.h>

/* Whether the pattern stands for the whole text. Greedy with one point to go back to: the last star. Linear
 * space, no recursion. */
static inline bool valdi_glob(const char *pattern, const char *text) {
    const char *star = NULL, *resume = NULL;
    while (*text) {
        if (*pattern == '*') {
            star = pattern++;
            resume = text;
        } else if (*pattern == '?' || *pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star + 1;
            text = ++resume;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

/* Whether it stands for one of the site's names; at a marker the others are those of the function it stands in. */
static inline bool valdi_glob_name(const char *pattern, const char *texts, bool is_marker) {
    return valdi_glob(pattern, valdi_site_text(texts, VALDI_NAME)) ||
           (!is_marker && (valdi_glob(pattern, valdi_site_text(texts, VALDI_SYMBOL)) ||
                           valdi_glob(pattern, valdi_site_text(texts, VALDI_SIGNATURE))));
}

/* The same, also as "queue.c:push": with the pattern of a path, or of its end from a directory's name on, in front. */
static inline bool valdi_glob_site(const char *pattern, const char *texts, bool is_marker) {
    const char *colon = strrchr(pattern, ':'), *path = valdi_site_text(texts, VALDI_FILE);
    char file[4096];
    size_t length = colon ? (size_t)(colon - pattern) : 0;
    if (valdi_glob_name(pattern, texts, is_marker))
        return true;
    if (!length || length >= sizeof file || colon[-1] == ':' || !valdi_glob_name(colon + 1, texts, is_marker))
        return false;
    memcpy(file, pattern, length);
    file[length] = 0;
    for (; path; path = strchr(path, '/'), path = path ? path + 1 : NULL)
        if (valdi_glob(file, path))
            return true;
    return false;
}

#endif
