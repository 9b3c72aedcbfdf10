/* The grammar of checkpoint files: text in, entries out. Pure; nothing here knows LLVM.
 *
 *   file    = { line }
 *   line    = [ section | entry ] [ "#" comment ]
 *   section = "[both]" | "[before]" | "[after]" | "[never]"
 *   entry   = ( "fun:" | "src:" ) pattern
 *
 * A pattern runs to the end of the line or to blanks followed by '#'; it may hold blanks. The syntax is
 * that of LLVM's sanitizer special case lists. */
#include "pass.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line {
    const char *start, *end; /* without blanks around and comment */
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

static struct line line_trim(const char *start, const char *end) {
    while (start < end && is_blank(*start))
        start++;
    for (const char *p = start; p < end; p++)
        if (*p == '#' && (p == start || is_blank(p[-1])))
            end = p;
    while (end > start && is_blank(end[-1]))
        end--;
    return (struct line){start, end};
}

static bool line_starts(const struct line *line, const char *text) {
    size_t length = strlen(text);
    return (size_t)(line->end - line->start) >= length && !memcmp(line->start, text, length);
}

__attribute__((format(printf, 4, 5))) static bool fail(struct valdi__syntax_error *error, const char *text,
                                                       const char *at, const char *format, ...) {
    error->offset = at - text;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return false;
}

static bool parse_section(const struct line *line, unsigned *kinds, const char *text,
                          struct valdi__syntax_error *error) {
    static const struct {
        const char *name;
        unsigned kinds;
    } sections[] = {{"[both]", VALDI__BEFORE_BIT | VALDI__AFTER_BIT},
                    {"[before]", VALDI__BEFORE_BIT},
                    {"[after]", VALDI__AFTER_BIT},
                    {"[never]", VALDI__NEVER_BIT}};
    const char *bracket = memchr(line->start, ']', line->end - line->start);
    if (!bracket)
        return fail(error, text, line->end, "expected ']' after the section's name");
    if (bracket + 1 != line->end)
        return fail(error, text, bracket + 1, "expected the end of the line after ']'");
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (line_starts(line, sections[i].name)) {
            *kinds = sections[i].kinds;
            return true;
        }
    return fail(error, text, line->start + 1, "expected a section: [both], [before], [after] or [never]");
}

static void append(struct valdi__entries *entries, const struct valdi__entry *entry) {
    if (!(entries->count & (entries->count + 1))) /* grow to the next power of two */
        entries->items = realloc(entries->items, 2 * (entries->count + 1) * sizeof *entry);
    entries->items[entries->count++] = *entry;
}

static bool parse_entry(struct valdi__entry *entry, const struct line *line, const char *text,
                        struct valdi__syntax_error *error) {
    bool by_source = line_starts(line, "src:");
    entry->by_source = by_source;
    if (!by_source && !line_starts(line, "fun:"))
        return fail(error, text, line->start, "expected \"fun:\", \"src:\" or a section in brackets");
    if (!entry->kinds)
        return fail(error, text, line->start,
                    "expected a section first: [both], [before], [after] or [never]");
    const char *pattern = line->start + 4;
    while (pattern < line->end && is_blank(*pattern))
        pattern++;
    if (pattern == line->end)
        return fail(error, text, pattern, "expected a %s after \"%.4s\"",
                    by_source ? "source file" : "function's name", line->start);
    entry->text = strndup(line->start, line->end - line->start);
    entry->pattern = entry->text + (pattern - line->start);
    return true;
}

bool valdi__checkpoint_file_parse(struct valdi__entries *entries, const char *path, const char *text,
                                  size_t length, struct valdi__syntax_error *error) {
    const char *stop = text + length, *nul = memchr(text, 0, length);
    if (nul)
        return fail(error, text, nul, "expected text, found a zero byte");
    struct valdi__entry entry = {.path = path};
    for (const char *start = text, *end; start < stop; start = end + 1) {
        end = memchr(start, '\n', stop - start);
        if (!end)
            end = stop;
        struct line line = line_trim(start, end);
        entry.line++;
        if (line.start == line.end)
            continue;
        if (*line.start == '[') {
            if (!parse_section(&line, &entry.kinds, text, error))
                return false;
            continue;
        }
        if (!parse_entry(&entry, &line, text, error))
            return false;
        append(entries, &entry);
    }
    return true;
}

void valdi__entries_free(struct valdi__entries *entries) {
    for (size_t i = 0; i < entries->count; i++)
        free(entries->items[i].text);
    free(entries->items);
}
