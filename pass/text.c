/* Text under construction. */
#include "pass.h"

#include <stdlib.h>
#include <string.h>

void valdi__text_add(struct valdi__text *text, const char *bytes, size_t length) {
    if (text->size + length >= text->capacity) {
        text->capacity = 2 * (text->size + length) + 32;
        text->bytes = realloc(text->bytes, text->capacity);
    }
    if (length)
        memcpy(text->bytes + text->size, bytes, length);
    text->size += length;
    text->bytes[text->size] = 0;
}
