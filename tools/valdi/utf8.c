/* UTF-8, in the form that has one encoding for each character. */
#include "utf8.h"

#include "../../runtime/order_words.h"
#include "memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

uint32_t utf8_next(const char **text) {
    const unsigned char *at = (const unsigned char *)*text;
    size_t size = valdi__character_size(*text, *text + strnlen(*text, 4));
    if (!*at)
        return 0;
    *text += size ? size : 1;
    if (size < 2)
        return size ? *at : UTF8_UNKNOWN;
    uint32_t character = *at & (0x7fu >> size);
    for (size_t i = 1; i < size; i++)
        character = character << 6 | (at[i] & 0x3f);
    return character;
}

char *utf8_copy(const char *text) {
    static const char unknown[] = "\xef\xbf\xbd";
    char *copy = xrealloc(NULL, strlen(text) + 1, 3), *end = copy;
    for (const char *at = text; utf8_next(&at); text = at) {
        bool is_one_byte = at - text == 1 && (unsigned char)*text >= 0x80;
        size_t size = is_one_byte ? strlen(unknown) : (size_t)(at - text);
        memcpy(end, is_one_byte ? unknown : text, size);
        end += size;
    }
    *end = 0;
    return copy;
}

/* Controls, of direction too, and what XML does not allow. */
static bool is_steering(uint32_t character) {
    return character < 0x20 || (character >= 0x7f && character < 0xa0) || character == 0x61c ||
           (character >= 0x200e && character <= 0x200f) || (character >= 0x2028 && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069) || (character & 0xfffe) == 0xfffe;
}

char *utf8_printable(const char *text) {
    char *valid = utf8_copy(text);
    char *copy = xrealloc(NULL, strlen(valid) + 1, sizeof "\\x10ffff"), *end = copy;
    for (const char *at = valid, *next = at; *at; at = next) {
        uint32_t character = utf8_next(&next);
        if (is_steering(character) && character != '\n')
            end += sprintf(end, character == '\t' ? " " : "\\x%02x", character);
        else
            end = mempcpy(end, at, next - at);
    }
    *end = 0;
    free(valid);
    return copy;
}

static unsigned character_width(uint32_t character) {
    int width = character < 0x80 ? 1 : wcwidth(character);
    return width < 0 ? 1 : width;
}

unsigned utf8_width(const char *text) {
    unsigned width = 0;
    for (uint32_t character; (character = utf8_next(&text));)
        width += character_width(character);
    return width;
}

const char *utf8_fit(const char *text, unsigned width) {
    for (const char *next = text; *text; text = next) {
        unsigned wanted = character_width(utf8_next(&next));
        if (wanted > width)
            break;
        width -= wanted;
    }
    return text;
}
