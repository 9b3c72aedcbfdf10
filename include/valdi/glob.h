/* Patterns of names, for the pass, the runtime and tools: * stands for any text, ? for any character.
 * Not part of the interface for tests. */
#ifndef VALDI_GLOB_H
#define VALDI_GLOB_H

#include <stdbool.h>
#include <stddef.h>

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

#endif
