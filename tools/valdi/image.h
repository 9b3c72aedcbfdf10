/* The records of site.def in a program's file, read without running it. */
#ifndef VALDI_IMAGE_H
#define VALDI_IMAGE_H

#include <stddef.h>
#include <stdint.h>
#include <valdi/site.def>
#include <valdi/site.h>

struct image;

/* An array of records in the file, and where they will be in memory. */
struct image_records {
    const void *start; /* belongs to the image */
    size_t bytes;
    uint64_t address;
};

/* Opens an executable or shared library; NULL, after saying why on standard error, if it is none. */
struct image *image_open(const char *path);
void image_close(struct image *image);
/* The records of a section; empty if the file has no such section. */
struct image_records image_records(struct image *image, const char *section);
/* The count strings that a record's distance leads to, one behind the other, or NULL if they are not all there.
 * They belong to the image. */
const char *image_texts(struct image *image, const struct image_records *records, const int32_t *field,
                        unsigned count);

#endif
