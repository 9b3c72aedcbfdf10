/* The records of site.def as C structures, for the runtime and for tools that read programs.
 * Not part of the interface for tests. */
#ifndef VALDI_SITE_H
#define VALDI_SITE_H

#include <stdint.h>

#define VALDI_SITE_TEXT(field) int32_t field;
#define VALDI_SITE_WORD(field) uint32_t field;
#define VALDI_SITE_BYTE(field) uint8_t field;
struct valdi_site {
#include "site.def"
};

#define VALDI_ENTRY_TEXT(field) int32_t field;
#define VALDI_ENTRY_WORD(field) uint32_t field;
#define VALDI_ENTRY_BYTE(field) uint8_t field;
struct valdi_entry {
#include "site.def"
};

/* One executable or shared library; the pass emits it once in each. next belongs to the
 * runtime while it is registered. */
struct valdi_module {
    uint32_t format;
    uint32_t reserved;
    struct valdi_site *sites, *sites_end;
    const struct valdi_entry *entries, *entries_end;
    struct valdi_module *next;
};

/* The string a text field of a record in memory refers to. */
#define VALDI_TEXT(record, field) ((const char *)&(record)->field + (record)->field)

#endif
