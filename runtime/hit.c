/* What a condition can ask of a hit. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>

/* ---- the description, line by line: class [ name ] TAB [ type ] LF ---- */

static const char *next_line(const char *line) {
    return strchr(line, '\n') + 1;
}

static unsigned count_lines(const char *values) {
    unsigned count = 0;
    for (; *values; values = next_line(values))
        count++;
    return count;
}

unsigned valdi__hit_brought(const char *values) {
    unsigned count = 0;
    for (; *values; values = next_line(values))
        count += *values != '-';
    return count < VALDI_VALUES ? count : VALDI_VALUES;
}

/* ---- values ---- */

/* One value: its line, and its word if it is known. */
struct value {
    const char *line; /* or NULL: there is no such value */
    const uint64_t *word;
};

/* The word without what is beyond the value's own bits. */
static long long extend(char class, uint64_t word) {
    switch (class) {
    case 'b':
        return word & 1;
    case 'c':
        return (int8_t)word;
    case 'C':
        return (uint8_t)word;
    case 's':
        return (int16_t)word;
    case 'S':
        return (uint16_t)word;
    case 'i':
        return (int32_t)word;
    case 'I':
        return (uint32_t)word;
    default:
        return (long long)word;
    }
}

static const char *text_of(const valdi_hit *hit, enum valdi_text place) {
    return valdi_site_text(VALDI_TEXTS(hit->site), place);
}

static struct value value_at(const valdi_hit *hit, int index) {
    bool is_result = index == VALDI_RESULT;
    const char *line = text_of(hit, is_result ? VALDI_RESULT_TEXT : VALDI_ARGUMENTS);
    const uint64_t *words = is_result ? hit->result : hit->arguments;
    unsigned slot = 0;
    if (is_result && hit->site->kind != VALDI_AFTER)
        return (struct value){NULL, NULL};
    for (int i = is_result ? -1 : 0; *line; line = next_line(line), i++) {
        bool brought = *line != '-' && slot < VALDI_VALUES;
        if (i == index)
            return (struct value){line, brought && words ? &words[slot] : NULL};
        slot += brought;
    }
    return (struct value){NULL, NULL};
}

/* Copies the text up to the delimiter. */
static const char *copy_until(char *copy, size_t size, const char *text, char delimiter) {
    size_t length = strchr(text, delimiter) - text;
    if (length >= size)
        length = size - 1;
    memcpy(copy, text, length);
    copy[length] = 0;
    return copy;
}

int valdi_hit_count(const valdi_hit *hit) {
    return hit ? (int)count_lines(text_of(hit, VALDI_ARGUMENTS)) : 0;
}

int valdi_hit_find(const valdi_hit *hit, const char *name) {
    if (!hit || !name || !*name)
        return VALDI_NONE;
    size_t length = strlen(name);
    const char *line = text_of(hit, VALDI_ARGUMENTS);
    for (int i = 0; *line; line = next_line(line), i++)
        if (!strncmp(line + 1, name, length) && line[1 + length] == '\t')
            return i;
    return VALDI_NONE;
}

const char *valdi_hit_value_name(const valdi_hit *hit, int index) {
    struct value value = hit ? value_at(hit, index) : (struct value){NULL, NULL};
    char *copy = hit ? ((valdi_hit *)hit)->name : NULL; /* scratch, no part of the hit */
    return value.line ? copy_until(copy, sizeof hit->name, value.line + 1, '\t') : "";
}

const char *valdi_hit_value_type(const valdi_hit *hit, int index) {
    struct value value = hit ? value_at(hit, index) : (struct value){NULL, NULL};
    char *copy = hit ? ((valdi_hit *)hit)->type : NULL;
    return value.line ? copy_until(copy, sizeof hit->type, strchr(value.line, '\t') + 1, '\n') : "";
}

char valdi__hit_class(const valdi_hit *hit, int index) {
    struct value value = value_at(hit, index);
    return value.line ? *value.line : 0;
}

int valdi_hit_is_known(const valdi_hit *hit, int index) {
    return hit && value_at(hit, index).word;
}

long long valdi_hit_integer(const valdi_hit *hit, int index) {
    struct value value = hit ? value_at(hit, index) : (struct value){NULL, NULL};
    return value.word ? extend(*value.line, *value.word) : 0;
}

void *valdi_hit_pointer(const valdi_hit *hit, int index) {
    return (void *)(uintptr_t)valdi_hit_integer(hit, index); /* NOLINT: the hook has made it an integer */
}

const char *valdi_hit_text(const valdi_hit *hit, int index) {
    enum { SIZE = 4096 };
    uint64_t address = (uintptr_t)valdi_hit_pointer(hit, index);
    valdi_hit *scratch = (valdi_hit *)hit;
    if (address && !hit->text)
        scratch->text = malloc(SIZE);
    return address && hit->text ? valdi__text_read(hit->process, address, scratch->text, SIZE) : "";
}

/* ---- the place ---- */

const char *valdi_hit_name(const valdi_hit *hit) {
    return hit ? text_of(hit, VALDI_NAME) : "";
}

const char *valdi_hit_file(const valdi_hit *hit) {
    return hit ? text_of(hit, VALDI_FILE) : "";
}

unsigned valdi_hit_line(const valdi_hit *hit) {
    return hit ? hit->site->line : 0;
}

int valdi_hit_unwound(const valdi_hit *hit) {
    return hit && (hit->site->flags & VALDI_UNWOUND);
}
