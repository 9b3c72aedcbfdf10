/* The words of order files: lines, quotes, numbers. Pure. */
#include "order_words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* ---- lines ---- */

void valdi__words_begin(struct valdi__words *words, const char *file, const char *text, size_t size,
                        char complaint[VALDI__COMPLAINT]) {
    static const char mark[] = "\xef\xbb\xbf"; /* that some editors put in front of UTF-8 */
    size_t skipped = size >= 3 && !memcmp(text, mark, 3) ? 3 : 0;
    *words = (struct valdi__words){
        .file = file, .text = text + skipped, .end = text + size, .complaint = complaint};
    *complaint = 0;
    words->line = words->line_end = words->stop = words->at = words->text;
}

static bool check_characters(struct valdi__words *words) {
    size_t size;
    for (const char *c = words->line; c < words->line_end; c += size) {
        size = valdi__character_size(c, words->line_end);
        if (!size)
            return valdi__words_fail(words, c, "expected UTF-8, not the byte 0x%02x", (unsigned char)*c);
        if (((unsigned char)*c < ' ' && *c != '\t') || *c == 0x7f)
            return valdi__words_fail(words, c, "expected text, not the byte 0x%02x", (unsigned char)*c);
    }
    return true;
}

void valdi__words_skip_blanks(struct valdi__words *words) {
    while (words->at < words->stop && is_blank(*words->at))
        words->at++;
    if (words->at < words->stop && *words->at == '#')
        words->stop = words->at;
}

/* The line that begins there, "\r\n" or "\n" at its end. */
static void begin_line(struct valdi__words *words, const char *start) {
    size_t rest = words->end - start;
    const char *end = rest ? memchr(start, '\n', rest) : NULL;
    words->number++;
    words->line = words->at = start;
    words->line_end = end ? end : words->end;
    if (end && end > start && end[-1] == '\r')
        words->line_end--;
    words->stop = words->line_end;
}

bool valdi__words_next_line(struct valdi__words *words) {
    do {
        const char *next = words->line_end;
        size_t rest = words->end - next;
        if (words->number && !rest)
            return false;
        if (words->number && !(next = memchr(next, '\n', rest)))
            return false;
        if (words->number && ++next == words->end)
            return false;
        begin_line(words, next);
        if (!check_characters(words))
            return false;
        valdi__words_skip_blanks(words);
    } while (words->at == words->stop);
    return true;
}

/* ---- words ---- */

/* A sign of a comparison; not "->", which is part of what a value is called. */
static bool is_comparison(const struct valdi__words *words, const char *c) {
    return *c == '=' || *c == '<' || (*c == '>' && (c == words->line || c[-1] != '-')) ||
           (*c == '!' && c + 1 < words->stop && c[1] == '=');
}

static bool ends_word(const struct valdi__words *words, const char *c, enum valdi__word_end ends) {
    return is_blank(*c) || (ends == VALDI__BY_EQUAL_SIGN && *c == '=') ||
           (ends == VALDI__BY_COMPARISON && is_comparison(words, c));
}

static int hexadecimal(char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

size_t valdi__escape_size(const char *at, const char *end, char *byte) {
    static const char letters[] = "\"\\nt", bytes[] = "\"\\\n\t";
    const char *letter = end - at > 1 ? memchr(letters, at[1], sizeof letters - 1) : NULL;
    if (letter) {
        *byte = bytes[letter - letters];
        return 2;
    }
    if (end - at < 4 || at[1] != 'x' || hexadecimal(at[2]) < 0 || hexadecimal(at[3]) < 0)
        return 0;
    *byte = (char)(hexadecimal(at[2]) * 16 + hexadecimal(at[3]));
    return *byte ? 4 : 0;
}

static bool take_quoted(struct valdi__words *words, struct valdi__word *word) {
    const char *c = word->start + 1;
    char byte;
    word->is_quoted = true;
    while (c < words->stop && *c != '"') {
        size_t size = *c == '\\' ? valdi__escape_size(c, words->stop, &byte) : 1;
        if (!size)
            return valdi__words_fail(
                words, c, "expected \\\", \\\\, \\n, \\t or \\x with two digits, not 00, behind it");
        c += size;
    }
    if (c == words->stop)
        return valdi__words_fail(words, word->start, "expected a quote at the end of this name too");
    word->end = words->at = c + 1;
    return true;
}

/* Whatever the end, a word is not quoted in the middle. */
static bool take_plain(struct valdi__words *words, enum valdi__word_end ends, struct valdi__word *word) {
    const char *c = word->start;
    while (c < words->stop && !ends_word(words, c, ends) && *c != '"')
        c++;
    word->end = words->at = c;
    if (c < words->stop && *c == '"')
        return valdi__words_fail(words, c, "expected a blank, or a quote around the whole word");
    return true;
}

static bool take(struct valdi__words *words, enum valdi__word_end ends, struct valdi__word *word) {
    valdi__words_skip_blanks(words);
    *word = (struct valdi__word){.start = words->at, .end = words->at};
    return words->at < words->stop && *words->at == '"' ? take_quoted(words, word)
                                                        : take_plain(words, ends, word);
}

bool valdi__words_take(struct valdi__words *words, enum valdi__word_end ends, struct valdi__word *word) {
    if (!take(words, ends, word))
        return false;
    if (word->is_quoted && words->at < words->stop && !ends_word(words, words->at, ends))
        return valdi__words_fail(words, words->at, "expected a blank behind the quote");
    return true;
}

bool valdi__words_take_sign(struct valdi__words *words, char sign) {
    valdi__words_skip_blanks(words);
    if (words->at == words->stop || *words->at != sign)
        return false;
    words->at++;
    return true;
}

bool valdi__words_has(const struct valdi__words *words, const char *text) {
    struct valdi__words copy = *words;
    valdi__words_skip_blanks(&copy);
    const char *c = copy.at;
    while (c < copy.stop && !is_blank(*c))
        c++;
    return (size_t)(c - copy.at) == strlen(text) && !memcmp(copy.at, text, c - copy.at);
}

/* ---- numbers ---- */

static bool are_digits(const char *from, const char *to) {
    bool any = from < to;
    for (; from < to; from++)
        if (*from < '0' || *from > '9')
            return false;
    return any;
}

static bool read_number(struct valdi__words *words, const char *from, const char *to, unsigned *number) {
    struct valdi__word word = {.start = from, .end = to};
    uint64_t value = 0;
    if (!are_digits(from, to))
        return valdi__words_expected(words, &word, "a number from 1");
    for (; from < to && value <= UINT32_MAX; from++)
        value = 10 * value + (*from - '0');
    if (!value)
        return valdi__words_expected(words, &word, "a number from 1");
    if (value > UINT32_MAX)
        return valdi__words_expected(words, &word, "a number up to 4294967295");
    *number = (unsigned)value;
    return true;
}

/* The "/" in front of the number, or NULL. That of "operator/" and of paths is part of a name. */
static const char *find_slash(const struct valdi__word *word, bool may_be_path) {
    static const char division[] = "operator";
    size_t length = sizeof division - 1;
    const char *slash = memrchr(word->start, '/', word->end - word->start);
    if (!slash || slash == word->start || are_digits(slash + 1, word->end))
        return slash == word->start ? NULL : slash;
    bool is_division = (size_t)(slash - word->start) >= length && !memcmp(slash - length, division, length);
    bool is_number = slash + 1 == word->end || strchr("+-0123456789", slash[1]);
    return may_be_path || is_division || !is_number ? NULL : slash;
}

bool valdi__words_take_numbered(struct valdi__words *words, bool may_be_path, struct valdi__word *word,
                                unsigned *number) {
    if (!take(words, VALDI__BY_BLANK, word))
        return false;
    if (!word->is_quoted) {
        const char *slash = find_slash(word, may_be_path), *end = word->end;
        word->end = slash ? slash : end;
        return !slash || read_number(words, slash + 1, end, number);
    }
    if (words->at < words->stop && *words->at == '/') {
        struct valdi__word rest = {.start = ++words->at};
        return take_plain(words, VALDI__BY_BLANK, &rest) && read_number(words, rest.start, rest.end, number);
    }
    if (words->at < words->stop && !is_blank(*words->at))
        return valdi__words_fail(words, words->at, "expected a blank or \"/\" behind the quote");
    return true;
}

/* ---- what a word says ---- */

bool valdi__word_is(const struct valdi__word *word, const char *text) {
    size_t length = word->end - word->start;
    return !word->is_quoted && length == strlen(text) && !memcmp(word->start, text, length);
}

bool valdi__word_is_empty(const struct valdi__word *word) {
    return word->end - word->start == 2 * word->is_quoted;
}

char *valdi__word_text(const struct valdi__word *word) {
    const char *from = word->start + word->is_quoted, *to = word->end - word->is_quoted;
    char *text = malloc(to - from + 1), *next = text;
    while (text && from < to) {
        size_t size = word->is_quoted && *from == '\\' ? valdi__escape_size(from, to, next) : 0;
        if (!size)
            *next = *from;
        next++;
        from += size ? size : 1;
    }
    if (text)
        *next = 0;
    return text;
}

struct valdi__spot_text valdi__word_spot(const struct valdi__words *words, const struct valdi__word *word) {
    return (struct valdi__spot_text){words->number, (unsigned)(word->start - words->line) + 1};
}
