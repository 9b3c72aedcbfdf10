/* The points in a program's files, and the entries of checkpoint files that chose them. */
#ifndef VALDI_SITES_H
#define VALDI_SITES_H

#include "globs.h"
#include "image.h"

#include <stdbool.h>

/* A static place; the sites that are copies of one, by inlining or for an exception's way out, are one point. Texts
 * belong to the file they are read from. */
struct point {
    const char *texts; /* of site.h */
    const char *file;
    const char *name; /* a function's signature, a marker's name */
    unsigned line, column;
    unsigned kind;  /* VALDI_BEFORE, VALDI_AFTER or VALDI_MARKER */
    unsigned flags; /* all those of its sites */
};

/* As one compilation saw it. */
struct entry {
    const char *file, *text;
    unsigned line;
    bool matched;
};

/* What stands in all the files of a program; starts as zeros. */
struct sites {
    const char *path; /* of the file that was read last */
    struct image **images;
    size_t image_count;
    struct point *points; /* by file, line, column and name */
    size_t point_count;
    struct entry *entries; /* by file, line and text; one for each compilation */
    size_t entry_count;
};

/* Reads the files, the first one last. False after saying why on standard error. sites_clear() either way. */
bool sites_read(struct sites *sites, char *const paths[], size_t count);
void sites_clear(struct sites *sites);
/* Keeps only the points that are meant, of one kind unless that is 0. */
void sites_choose(struct sites *sites, const struct globs *globs, unsigned kind);

/* "before", "after", "at" */
const char *point_word(const struct point *point);
/* Orders points as they are listed; 0 if they are the same. */
int point_compare(const void *left, const void *right);
/* The same of entries. */
int entry_compare(const void *left, const void *right);

#endif
