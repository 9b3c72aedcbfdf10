/* Counts in the C library's balanced tree. */
#include "tally.h"

#include "memory.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

struct count {
    unsigned who, kind;
    const char *name;
    unsigned times;
};

static int compare(const void *left, const void *right) {
    const struct count *a = left, *b = right;
    if (a->who != b->who)
        return a->who < b->who ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return strcmp(a->name, b->name);
}

unsigned tally_count(struct tally *tally, unsigned who, unsigned kind, const char *name) {
    struct count key = {who, kind, name, 0};
    struct count **found = tfind(&key, &tally->counts, compare);
    if (found)
        return ++(*found)->times;
    struct count *count = xrealloc(NULL, 1, sizeof *count);
    *count = (struct count){who, kind, name, 1};
    tsearch(count, &tally->counts, compare);
    return 1;
}

void tally_free(struct tally *tally) {
    tdestroy(tally->counts, free);
    tally->counts = NULL;
}
