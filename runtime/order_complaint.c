/* Why a text is no order: the place, what was expected there, the line and a caret under it. Pure. */
#include "order_words.h"

#include <stdarg.h>
#include <string.h>

enum {
    FILE_SHOWN = 160,    /* bytes of a path, the last */
    MESSAGE_SHOWN = 240, /* bytes */
    LINE_SHOWN = 72,     /* bytes of a line, around the caret */
    BEFORE_CARET = 48,   /* of these, at most */
    WORD_SHOWN = 40      /* bytes */
};

size_t valdi__character_size(const char *at, const char *end) {
    const unsigned char *c = (const unsigned char *)at;
    size_t size = *c < 0x80 ? 1 : *c < 0xc2 ? 0 : *c < 0xe0 ? 2 : *c < 0xf0 ? 3 : *c < 0xf5 ? 4 : 0;
    if (!size || size > (size_t)(end - at))
        return 0;
    for (size_t i = 1; i < size; i++)
        if ((c[i] & 0xc0) != 0x80)
            return 0;
    bool is_overlong = (*c == 0xe0 && c[1] < 0xa0) || (*c == 0xf0 && c[1] < 0x90);
    bool is_no_character = (*c == 0xed && c[1] > 0x9f) || (*c == 0xf4 && c[1] > 0x8f);
    return is_overlong || is_no_character ? 0 : size;
}

static bool continues(char c) {
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* What grows, and is cut off where the complaint ends. */
struct text {
    char *at;
    size_t room; /* with the zero byte */
};

static void add(struct text *text, const char *bytes, size_t size) {
    if (size >= text->room)
        size = text->room - 1;
    memcpy(text->at, bytes, size);
    text->at += size;
    text->room -= size;
    *text->at = 0;
}

/* A character of the line, or what stands for one that cannot be shown; below it, what is as wide. Returns how many
 * bytes of the line that was. */
static size_t add_character(struct text *line, struct text *below, const char *at, const char *end) {
    size_t size = valdi__character_size(at, end);
    bool is_shown = size && (*at == '\t' || (unsigned char)*at >= ' ') && *at != 0x7f;
    add(line, is_shown ? at : "?", is_shown ? size : 1);
    if (below)
        add(below, *at == '\t' ? "\t" : " ", 1);
    return size ? size : 1;
}

/* The line, or what of it is around the place, and a caret under that. */
static void add_excerpt(struct text *text, const struct valdi__words *words, const char *at) {
    char below_text[LINE_SHOWN + 8];
    struct text below = {below_text, sizeof below_text};
    const char *from = words->line, *to = words->line_end;
    if (to - from > LINE_SHOWN && at - from > BEFORE_CARET)
        from = at - BEFORE_CARET;
    if (to - from > LINE_SHOWN)
        to = from + LINE_SHOWN;
    while (from > words->line && from < at && continues(*from))
        from++;
    while (to < words->line_end && to > at + 1 && continues(*to))
        to--;
    add(text, "\n  ", 3);
    add(&below, "  ", 2);
    if (from > words->line) {
        add(text, "...", 3);
        add(&below, "   ", 3);
    }
    for (const char *next = from; next < to;)
        next += add_character(text, next < at ? &below : NULL, next, words->line_end);
    add(text, "...", to < words->line_end ? 3 : 0);
    add(text, "\n", 1);
    add(text, below_text, below.at - below_text);
    add(text, "^", 1);
}

bool valdi__words_fail(struct valdi__words *words, const char *at, const char *format, ...) {
    struct text text = {words->complaint, VALDI__COMPLAINT};
    char head[FILE_SHOWN + 40], message[MESSAGE_SHOWN];
    size_t length = strlen(words->file);
    bool is_long = length > FILE_SHOWN;
    snprintf(head, sizeof head, "%s%s:%u:%zu: ", is_long ? "..." : "",
             words->file + (is_long ? length - FILE_SHOWN : 0), words->number,
             (size_t)(at - words->line) + 1);
    add(&text, head, strlen(head));
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    add(&text, message, strlen(message));
    if (words->line < words->line_end)
        add_excerpt(&text, words, at);
    return false;
}

bool valdi__words_expected(struct valdi__words *words, const struct valdi__word *word, const char *what) {
    int length = (int)(word->end - word->start < WORD_SHOWN ? word->end - word->start : WORD_SHOWN);
    const char *quote = word->is_quoted ? "" : "\"";
    const char *more = word->end - word->start > WORD_SHOWN ? "..." : "";
    if (!length)
        return valdi__words_fail(words, word->start, "expected %s, not the end of the line", what);
    while (length < word->end - word->start && continues(word->start[length]))
        length--;
    return valdi__words_fail(words, word->start, "expected %s, not %s%.*s%s%s", what, quote, length,
                             word->start, more, quote);
}

bool valdi__words_no_memory(struct valdi__words *words) {
    return valdi__words_fail(words, words->at, "no memory for an order");
}
