/* The records of site.def as C structures, for the runtime and for tools that read programs.
 * Not part of the interface for tests. */
#ifndef VALDI_SITE_H
#define VALDI_SITE_H

#include <stdint.h>

#define VALDI_SITE_TEXTS(field) int32_t field;
#define VALDI_SITE_ARMED(field) int32_t field;
#define VALDI_SITE_WORD(field) uint32_t field;
#define VALDI_SITE_BYTE(field) uint8_t field;
#define VALDI_SITE_LONG(field) uint64_t field;
struct valdi_site {
#include "site.def"
};

#define VALDI_ENTRY_TEXTS(field) int32_t field;
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

/* Texts of a site and of an entry, by place. */
enum valdi_text {
    VALDI_SYMBOL,
    VALDI_NAME,
    VALDI_SIGNATURE,
    VALDI_FILE,
    VALDI_ARGUMENTS,
    VALDI_RESULT_TEXT,
    VALDI_SITE_TEXT_COUNT
};
enum valdi_entry_text { VALDI_ENTRY_FILE, VALDI_ENTRY_LINE, VALDI_ENTRY_TEXT_COUNT };

/* The texts of a record in memory. */
#define VALDI_TEXTS(record) ((const char *)(record) + (record)->texts)

/* The byte of a site in memory that its code tests. */
#define VALDI_ARMED(site) ((unsigned char *)(site) + (site)->armed)

/* The text at a place. */
static inline const char *valdi_text_at(const char *texts, unsigned place) {
    for (; place; place--)
        while (*texts++) {
        }
    return texts;
}

/* The same of a site, where the byte 1 stands for the symbol. */
static inline const char *valdi_site_text(const char *texts, enum valdi_text place) {
    const char *text = valdi_text_at(texts, place);
    return text[0] == 1 && !text[1] ? texts : text;
}

#endif
