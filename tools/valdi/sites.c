/* The points in a program's files, read without running it. */
#include "sites.h"

#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool broken(const struct sites *sites, const char *what) {
    fprintf(stderr, "valdi: %s: %s\n", sites->path, what);
    return false;
}

/* ---- reading ---- */

static bool read_points(struct sites *sites, struct image *image) {
    struct image_records records = image_records(image, VALDI_SITES_SECTION);
    const struct valdi_site *all = records.start;
    for (size_t i = 0; i < records.bytes / sizeof *all; i++) {
        const struct valdi_site *site = &all[i];
        const char *texts = image_texts(image, &records, &site->texts, VALDI_SITE_TEXT_COUNT);
        if (site->format != VALDI_FORMAT)
            return broken(sites, "compiled with another version of Valdi's pass");
        if (!texts || site->kind < VALDI_BEFORE || site->kind > VALDI_LANDING)
            return broken(sites, "its site records are damaged");
        if (site->kind == VALDI_LANDING)
            continue;
        sites->points = xgrow(sites->points, sites->point_count, sizeof *sites->points);
        sites->points[sites->point_count++] = (struct point){
            .texts = texts,
            .file = valdi_site_text(texts, VALDI_FILE),
            .name = valdi_site_text(texts, site->kind == VALDI_MARKER ? VALDI_NAME : VALDI_SIGNATURE),
            .line = site->line,
            .column = site->column,
            .kind = site->kind,
            .flags = site->flags};
    }
    return true;
}

static bool read_entries(struct sites *sites, struct image *image) {
    struct image_records records = image_records(image, VALDI_ENTRIES_SECTION);
    const struct valdi_entry *all = records.start;
    for (size_t i = 0; i < records.bytes / sizeof *all; i++) {
        const struct valdi_entry *entry = &all[i];
        const char *texts = image_texts(image, &records, &entry->texts, VALDI_ENTRY_TEXT_COUNT);
        if (entry->format != VALDI_FORMAT)
            return broken(sites, "compiled with another version of Valdi's pass");
        if (!texts)
            return broken(sites, "its records of checkpoint files are damaged");
        sites->entries = xgrow(sites->entries, sites->entry_count, sizeof *sites->entries);
        sites->entries[sites->entry_count++] = (struct entry){.file = valdi_text_at(texts, VALDI_ENTRY_FILE),
                                                              .text = valdi_text_at(texts, VALDI_ENTRY_LINE),
                                                              .line = entry->line,
                                                              .matched = entry->matched};
    }
    return true;
}

static bool read_file(struct sites *sites, const char *path) {
    sites->path = path;
    struct image *image = image_open(path);
    if (!image)
        return false;
    sites->images = xgrow(sites->images, sites->image_count, sizeof *sites->images);
    sites->images[sites->image_count++] = image;
    return read_points(sites, image) && read_entries(sites, image);
}

static void sort_points(struct sites *sites) {
    size_t kept = 0;
    if (sites->point_count)
        qsort(sites->points, sites->point_count, sizeof *sites->points, point_compare);
    for (size_t i = 0; i < sites->point_count; i++)
        if (kept && !point_compare(&sites->points[kept - 1], &sites->points[i]))
            sites->points[kept - 1].flags |= sites->points[i].flags;
        else
            sites->points[kept++] = sites->points[i];
    sites->point_count = kept;
}

bool sites_read(struct sites *sites, char *const paths[], size_t count) {
    for (size_t i = count; i-- > 0;)
        if (!read_file(sites, paths[i]))
            return false;
    sort_points(sites);
    if (sites->entry_count)
        qsort(sites->entries, sites->entry_count, sizeof *sites->entries, entry_compare);
    return true;
}

void sites_clear(struct sites *sites) {
    free(sites->points);
    free(sites->entries);
    while (sites->image_count)
        image_close(sites->images[--sites->image_count]);
    free(sites->images);
    *sites = (struct sites){0};
}

/* ---- using ---- */

void sites_choose(struct sites *sites, const struct globs *globs, unsigned kind) {
    size_t kept = 0;
    for (size_t i = 0; i < sites->point_count; i++) {
        const struct point *point = &sites->points[i];
        if ((!kind || kind == point->kind) && globs_choose(globs, point->texts, point->kind == VALDI_MARKER))
            sites->points[kept++] = *point;
    }
    sites->point_count = kept;
}

const char *point_word(const struct point *point) {
    static const char *const words[] = {
        [VALDI_BEFORE] = "before", [VALDI_AFTER] = "after", [VALDI_MARKER] = "at"};
    return words[point->kind];
}

static int compare_numbers(unsigned a, unsigned b) {
    return (a > b) - (a < b);
}

int point_compare(const void *left, const void *right) {
    const struct point *a = left, *b = right;
    int order = strcmp(a->file, b->file);
    if (!order)
        order = compare_numbers(a->line, b->line);
    if (!order)
        order = compare_numbers(a->column, b->column);
    if (!order)
        order = strcmp(a->name, b->name);
    if (!order)
        order = compare_numbers(a->kind, b->kind);
    return order ? order : compare_numbers(b->flags & VALDI_IN_BODY, a->flags & VALDI_IN_BODY);
}

int entry_compare(const void *left, const void *right) {
    const struct entry *a = left, *b = right;
    int order = strcmp(a->file, b->file);
    if (!order)
        order = compare_numbers(a->line, b->line);
    return order ? order : strcmp(a->text, b->text);
}
