/* libFuzzer target: checkpoint files, and the globs in them. fuzz.sh builds and runs it. */
#include "../../pass/pass.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valdi/glob.h>

enum {
    SHORT = 8, /* bytes of what goes to the reference matcher, whose time is exponential */
    PAIRED = 6 /* entries whose patterns are tried on each other */
};

static void check(bool claim, const char *what) {
    if (claim)
        return;
    fprintf(stderr, "not so: %s\n", what);
    abort();
}

/* ---- what is parsed ---- */

/* The line with that number, from 1; false if the text has fewer. */
static bool find_line(const char **start, size_t *length, const char *text, size_t size, unsigned number) {
    const char *stop = text + size, *end;
    for (; (end = memchr(text, '\n', stop - text)) && --number; text = end + 1)
        ;
    *start = text;
    *length = (end ? end : stop) - text;
    return end || number == 1;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

static void check_entry(const struct valdi__entry *entry, const char *path, const char *text, size_t size) {
    const char *line;
    size_t length, written = strlen(entry->text);
    check(entry->path == path && !entry->matched, "an entry belongs to its file and has not matched");
    check(entry->kinds == VALDI__BEFORE_BIT || entry->kinds == VALDI__AFTER_BIT ||
              entry->kinds == (VALDI__BEFORE_BIT | VALDI__AFTER_BIT) || entry->kinds == VALDI__NEVER_BIT,
          "an entry is of a section");
    check(find_line(&line, &length, text, size, entry->line), "an entry's line is one of the file's");
    check(memmem(line, length, entry->text, written), "an entry's text stands in its line");
    check(!memcmp(entry->text, entry->by_source ? "src:" : "fun:", 4),
          "an entry's text starts with its kind");
    check(entry->pattern >= entry->text + 4 && entry->pattern < entry->text + written,
          "a pattern lies in its entry's text");
    check(!is_blank(*entry->pattern) && !is_blank(entry->text[written - 1]),
          "a pattern has no blanks around");
    check(valdi_glob(entry->pattern, entry->pattern), "a pattern matches its own text");
}

static void check_error(const struct valdi__syntax_error *error, size_t size) {
    check(error->offset <= size, "an error lies in the file");
    check(*error->message && memchr(error->message, 0, sizeof error->message), "an error has a message");
    check(!strchr(error->message, '\n'), "a message is one line");
}

static bool same_entry(const struct valdi__entry *a, const struct valdi__entry *b) {
    return a->kinds == b->kinds && a->by_source == b->by_source && a->line == b->line &&
           !strcmp(a->text, b->text) && a->pattern - a->text == b->pattern - b->text;
}

static void check_again(const struct valdi__entries *entries, bool good,
                        const struct valdi__syntax_error *error, const char *path, const char *text,
                        size_t size) {
    struct valdi__entries again = {0};
    struct valdi__syntax_error failure;
    check(valdi__checkpoint_file_parse(&again, path, text, size, &failure) == good &&
              again.count == entries->count,
          "parsing again gives the same");
    for (size_t i = 0; i < again.count; i++)
        check(same_entry(&again.items[i], &entries->items[i]), "parsing again gives the same entries");
    check(good || (error->offset == failure.offset && !strcmp(error->message, failure.message)),
          "parsing again gives the same error");
    valdi__entries_free(&again);
}

/* ---- globs ---- */

static bool reference(const char *pattern, const char *text) {
    if (!*pattern)
        return !*text;
    if (*pattern == '*')
        return reference(pattern + 1, text) || (*text && reference(pattern, text + 1));
    return *text && (*pattern == '?' || *pattern == *text) && reference(pattern + 1, text + 1);
}

static void check_globs(const struct valdi__entries *entries) {
    size_t count = entries->count < PAIRED ? entries->count : PAIRED;
    for (size_t i = 0; i < count * count; i++) {
        char pattern[SHORT + 1], text[SHORT + 1];
        snprintf(pattern, sizeof pattern, "%s", entries->items[i / count].pattern);
        snprintf(text, sizeof text, "%s", entries->items[i % count].pattern);
        check(valdi_glob(pattern, text) == reference(pattern, text), "a glob matches what it should");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char path[] = "fuzzed.checkpoints";
    const char *text = (const char *)data;
    struct valdi__entries entries = {0};
    struct valdi__syntax_error error;
    bool good = valdi__checkpoint_file_parse(&entries, path, text, size, &error);
    for (size_t i = 0; i < entries.count; i++) {
        check_entry(&entries.items[i], path, text, size);
        check(!i || entries.items[i - 1].line < entries.items[i].line, "lines ascend");
    }
    if (!good)
        check_error(&error, size);
    check_again(&entries, good, &error, path, text, size);
    check_globs(&entries);
    valdi__entries_free(&entries);
    return 0;
}
