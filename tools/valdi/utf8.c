/* UTF-8, in the form that has one encoding for each character. */
#include "utf8.h"

#include "memory.h"

#include <stdbool.h>
#include <string.h>

static bool is_character(uint32_t character, unsigned bytes) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    return character >= least[bytes] && character <= 0x10ffff && (character & ~0x7ffu) != 0xd800;
}

uint32_t utf8_next(const char **text) {
    const unsigned char *at = (const unsigned char *)*text;
    unsigned bytes = *at < 0xc0 ? 1 : *at < 0xe0 ? 2 : *at < 0xf0 ? 3 : *at < 0xf8 ? 4 : 1;
    uint32_t character = *at;
    if (!character)
        return 0;
    ++*text;
    if (character < 0x80)
        return character;
    character &= 0x7fu >> bytes;
    for (unsigned i = 1; i < bytes; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return UTF8_UNKNOWN;
        character = character << 6 | (at[i] & 0x3f);
    }
    if (bytes == 1 || !is_character(character, bytes))
        return UTF8_UNKNOWN;
    *text += bytes - 1;
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
