/* Conditions of order files: amount == 30 and name != "bob". Pure. */
#include "order_words.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Longer signs first. */
static const struct {
    char text[3];
    enum valdi__comparison comparison;
} signs[] = {{"==", VALDI__EQUAL},    {"!=", VALDI__UNEQUAL}, {"<=", VALDI__AT_MOST},
             {">=", VALDI__AT_LEAST}, {"<", VALDI__LESS},     {">", VALDI__GREATER}};

static bool read_sign(struct valdi__words *words, enum valdi__comparison *comparison) {
    struct valdi__word word;
    valdi__words_skip_blanks(words);
    size_t rest = words->stop - words->at;
    for (unsigned i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t length = strlen(signs[i].text);
        if (rest >= length && !memcmp(words->at, signs[i].text, length)) {
            words->at += length;
            *comparison = signs[i].comparison;
            return true;
        }
    }
    return valdi__words_take(words, VALDI__BY_BLANK, &word) &&
           valdi__words_expected(words, &word, "==, !=, <, <=, > or >=");
}

/* 'a', '\n', '\0' or '\x20', which may be a blank. False if it is none of these. */
static bool read_character(const char *from, const char *to, const char **end, long long *value) {
    size_t size = 0;
    char byte = 0;
    if (to - from < 3 || *from != '\'')
        return false;
    if (from[1] == '\\' && (from[2] == '0' || from[2] == '\'')) {
        byte = from[2] == '0' ? 0 : '\'';
        size = 2;
    } else if (from[1] == '\\') {
        size = valdi__escape_size(from + 1, to, &byte);
    } else if (from[1] != '\'' && valdi__character_size(from + 1, to) == 1) {
        byte = from[1];
        size = 1;
    }
    if (!size || (size_t)(to - from) < size + 2 || from[size + 1] != '\'')
        return false;
    *value = byte;
    *end = from + size + 2;
    return true;
}

/* Its digits; 0 after a complaint. */
static int base_of(struct valdi__words *words, const struct valdi__word *word, const char **digits) {
    const char *c = word->start;
    c += c < word->end && (*c == '-' || *c == '+');
    *digits = c;
    if (word->end - c > 2 && *c == '0' && (c[1] | 32) == 'x') {
        *digits = c + 2;
        return 16;
    }
    if (c == word->end || *c < '0' || *c > '9') {
        valdi__words_expected(words, word, "an integer, a character or a text in quotes");
        return 0;
    }
    if (word->end - c > 1 && *c == '0') {
        valdi__words_expected(words, word, "an integer without zeros in front, or in hexadecimal");
        return 0;
    }
    return 10;
}

static bool read_integer(struct valdi__words *words, const struct valdi__word *word,
                         struct valdi__term *term) {
    const char *digits;
    unsigned base = base_of(words, word, &digits);
    if (!base)
        return false;
    bool is_negative = *word->start == '-';
    unsigned long long value = 0, most = is_negative ? (unsigned long long)LLONG_MAX + 1 : ULLONG_MAX;
    for (; digits < word->end; digits++) {
        unsigned digit = *digits <= '9' ? (unsigned)*digits - '0' : ((unsigned)*digits | 32) - 'a' + 10;
        if (digit >= base || (*digits > '9' && (*digits | 32) < 'a'))
            return valdi__words_expected(words, word, "an integer, a character or a text in quotes");
        if (value > (most - digit) / base)
            return valdi__words_expected(words, word,
                                         "an integer from -9223372036854775808 to 18446744073709551615");
        value = base * value + digit;
    }
    term->is_huge = !is_negative && value > LLONG_MAX;
    term->integer = (long long)(is_negative ? 0 - value : value);
    return true;
}

static bool read_operand(struct valdi__words *words, struct valdi__term *term) {
    struct valdi__word word;
    valdi__words_skip_blanks(words);
    if (read_character(words->at, words->stop, &words->at, &term->integer))
        return words->at == words->stop || *words->at == ' ' || *words->at == '\t' ||
               valdi__words_fail(words, words->at, "expected a blank behind the quote");
    if (!valdi__words_take(words, VALDI__BY_BLANK, &word))
        return false;
    if (!word.is_quoted)
        return read_integer(words, &word, term);
    term->text = valdi__word_text(&word);
    return term->text || valdi__words_no_memory(words);
}

static bool read_comparison(struct valdi__words *words, struct valdi__term *term) {
    struct valdi__word word;
    if (!valdi__words_take(words, VALDI__BY_COMPARISON, &word))
        return false;
    if (valdi__word_is_empty(&word) && words->at < words->stop)
        return valdi__words_fail(words, word.start, "expected the name of a value in front of this");
    if (valdi__word_is_empty(&word))
        return valdi__words_expected(words, &word, "the name of a value");
    if (!(term->name = valdi__word_text(&word)))
        return valdi__words_no_memory(words);
    return read_sign(words, &term->comparison) && read_operand(words, term);
}

bool valdi__condition_read(struct valdi__words *words, struct valdi__checkpoint_text *checkpoint) {
    struct valdi__word word;
    for (;;) {
        struct valdi__term *terms =
            realloc(checkpoint->terms, (checkpoint->term_count + 1) * sizeof *checkpoint->terms);
        if (!terms)
            return valdi__words_no_memory(words);
        checkpoint->terms = terms;
        terms[checkpoint->term_count++] = (struct valdi__term){0};
        if (!read_comparison(words, &terms[checkpoint->term_count - 1]))
            return false;
        if (!valdi__words_has(words, "and"))
            return true;
        valdi__words_take(words, VALDI__BY_BLANK, &word);
    }
}
