/* Starters of order files: declared, and looked for. Pure. */
#include "order_reader.h"
#include "distance.h"

#include <stdlib.h>
#include <string.h>

static const char statements[][9] = {"starter", "pause", "expect", "recorded"};
enum { STATEMENT_COUNT = sizeof statements / sizeof *statements };

/* ---- room ---- */

void *valdi__reader_grow(struct valdi__words *words, void *array, size_t count, size_t size) {
    bool is_full = !(count & (count - 1)); /* 0, or a power of two */
    void *grown = is_full ? realloc(array, (count ? 2 * count : 1) * size) : array;
    if (grown)
        memset((char *)grown + count * size, 0, size);
    else
        valdi__words_no_memory(words);
    return grown;
}

bool valdi__reader_add(struct valdi__words *words, char ***list, const struct valdi__word *word) {
    size_t count = 0;
    while (*list && (*list)[count])
        count++;
    char **grown = realloc(*list, (count + 2) * sizeof *grown);
    if (!grown)
        return valdi__words_no_memory(words);
    *list = grown;
    grown[count + 1] = NULL;
    return (grown[count] = valdi__word_text(word)) || valdi__words_no_memory(words);
}

/* ---- names ---- */

bool valdi__reader_keep(struct valdi__words *words, const struct valdi__word *word, const char *what,
                        char **text) {
    if (valdi__word_is_empty(word) || valdi__word_is(word, "<"))
        return valdi__words_expected(words, word, what);
    return (*text = valdi__word_text(word)) || valdi__words_no_memory(words);
}

bool valdi__reader_take(struct valdi__words *words, const char *what, char **text) {
    struct valdi__word word;
    return valdi__words_take(words, VALDI__BY_BLANK, &word) && valdi__reader_keep(words, &word, what, text);
}

bool valdi__reader_take_numbered(struct valdi__words *words, const char *what, char **text,
                                 unsigned *number) {
    struct valdi__word word;
    return valdi__words_take_numbered(words, false, &word, number) &&
           valdi__reader_keep(words, &word, what, text);
}

void valdi__reader_skip(struct valdi__words *words) {
    struct valdi__word word;
    valdi__words_take(words, VALDI__BY_BLANK, &word);
}

bool valdi__reader_end(struct valdi__words *words, const char *what) {
    struct valdi__word word;
    if (!valdi__words_take(words, VALDI__BY_BLANK, &word))
        return false;
    return word.start == word.end || valdi__words_expected(words, &word, what);
}

/* ---- who is there ---- */

static const struct valdi__starter_text *find_declared(const struct valdi__reader *reader, const char *name) {
    for (size_t i = 0; i < reader->order->starter_count; i++)
        if (reader->order->starters[i].name && !strcmp(reader->order->starters[i].name, name))
            return &reader->order->starters[i];
    return NULL;
}

static bool is_given(const struct valdi__reader *reader, const char *name) {
    for (const char *const *given = reader->given; given && *given; given++)
        if (!strcmp(*given, name))
            return true;
    return false;
}

static void prefer(const char **nearest, unsigned *smallest, const char *name, const char *candidate) {
    unsigned far = valdi__distance(name, candidate);
    if (far < *smallest) {
        *smallest = far;
        *nearest = candidate;
    }
}

/* Complains, with the nearest name, at most half of it wrong. */
static bool fail_unknown(struct valdi__reader *reader, const char *at, const char *name,
                         bool may_be_statement) {
    const char *nearest = NULL;
    unsigned smallest = strlen(name) / 2 + 1;
    for (const char *const *given = reader->given; given && *given; given++)
        prefer(&nearest, &smallest, name, *given);
    for (size_t i = 0; i < reader->order->starter_count; i++)
        prefer(&nearest, &smallest, name, reader->order->starters[i].name);
    for (unsigned i = 0; may_be_statement && i < STATEMENT_COUNT; i++)
        prefer(&nearest, &smallest, name, statements[i]);
    return nearest
               ? valdi__words_fail(&reader->words, at, "no starter \"%.80s\"; nearest: %.80s", name, nearest)
               : valdi__words_fail(&reader->words, at, "no starter \"%.80s\" in the lines above", name);
}

bool valdi__reader_knows(struct valdi__reader *reader, const struct valdi__word *word, const char *name,
                         bool may_be_statement) {
    return find_declared(reader, name) || is_given(reader, name) ||
           fail_unknown(reader, word->start, name, may_be_statement);
}

/* ---- starters ---- */

/* The main thread of the program that the order is for is that program. */
static bool is_process(const struct valdi__starter_text *starter) {
    return starter->kind != VALDI__THREAD_TEXT ||
           (starter->ordinal == 1 && !starter->of && !strcmp(starter->what, "main"));
}

static bool read_thread(struct valdi__reader *reader, struct valdi__starter_text *starter) {
    struct valdi__words *words = &reader->words;
    struct valdi__word word;
    if (!valdi__reader_take_numbered(words, "the function the thread starts at", &starter->what,
                                     &starter->ordinal))
        return false;
    if (!valdi__words_has(words, "of"))
        return valdi__reader_end(words, "of or the end of the line");
    valdi__reader_skip(words);
    if (!valdi__words_take(words, VALDI__BY_BLANK, &word) ||
        !valdi__reader_keep(words, &word, "a starter that is a process", &starter->of))
        return false;
    const struct valdi__starter_text *process = find_declared(reader, starter->of);
    if (process == starter)
        return valdi__words_fail(words, word.start, "expected another starter, not \"%.80s\" itself",
                                 starter->of);
    if (!valdi__reader_knows(reader, &word, starter->of, false))
        return false;
    if (process && !is_process(process))
        return valdi__words_fail(words, word.start,
                                 "expected a starter that is a process: \"%.80s\" is a thread", starter->of);
    return valdi__reader_end(words, "the end of the line");
}

static bool read_process(struct valdi__words *words, struct valdi__starter_text *starter) {
    struct valdi__word word;
    if (!valdi__words_take(words, VALDI__BY_BLANK, &word) ||
        !valdi__reader_keep(words, &word, "a program", &starter->what) ||
        !valdi__reader_add(words, &starter->arguments, &word))
        return false;
    for (;;) {
        if (!valdi__words_take(words, VALDI__BY_BLANK, &word))
            return false;
        if (word.start == word.end)
            return true;
        if (!valdi__reader_add(words, &starter->arguments, &word))
            return false;
    }
}

static bool read_child(struct valdi__words *words, struct valdi__starter_text *starter) {
    struct valdi__word word;
    return valdi__words_take_numbered(words, true, &word, &starter->ordinal) &&
           valdi__reader_keep(words, &word, "a program", &starter->what) &&
           valdi__reader_end(words, "the end of the line");
}

static bool read_kind(struct valdi__reader *reader, struct valdi__starter_text *starter) {
    struct valdi__words *words = &reader->words;
    struct valdi__word word;
    if (!valdi__words_take_sign(words, '=')) {
        return valdi__words_take(words, VALDI__BY_BLANK, &word) &&
               valdi__words_expected(words, &word, "\"=\"");
    }
    if (!valdi__words_take(words, VALDI__BY_BLANK, &word))
        return false;
    starter->ordinal = 1;
    if (valdi__word_is(&word, "thread"))
        return read_thread(reader, starter);
    starter->kind = valdi__word_is(&word, "process") ? VALDI__PROCESS_TEXT : VALDI__CHILD_TEXT;
    if (starter->kind == VALDI__PROCESS_TEXT)
        return read_process(words, starter);
    if (valdi__word_is(&word, "child"))
        return read_child(words, starter);
    return valdi__words_expected(words, &word, "thread, process or child");
}

bool valdi__reader_declare(struct valdi__reader *reader) {
    struct valdi__order_text *order = reader->order;
    struct valdi__words *words = &reader->words;
    struct valdi__word word;
    struct valdi__starter_text *starters =
        valdi__reader_grow(words, order->starters, order->starter_count, sizeof *starters);
    if (!starters)
        return false;
    order->starters = starters;
    struct valdi__starter_text *starter = &starters[order->starter_count];
    if (!valdi__words_take(words, VALDI__BY_EQUAL_SIGN, &word) ||
        !valdi__reader_keep(words, &word, "a name for the starter", &starter->name))
        return false;
    order->starter_count++;
    starter->at = valdi__word_spot(words, &word);
    const struct valdi__starter_text *namesake = find_declared(reader, starter->name);
    if (namesake != starter)
        return valdi__words_fail(words, word.start, "starter \"%.80s\" is declared in line %u", starter->name,
                                 namesake->at.line);
    if (is_given(reader, starter->name))
        return valdi__words_fail(words, word.start,
                                 "expected another name: starter \"%.80s\" is there already", starter->name);
    return read_kind(reader, starter);
}
