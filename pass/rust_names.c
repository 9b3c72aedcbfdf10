/* Rust's paths as its symbols have them, made readable. Pure; nothing here knows LLVM.
 *
 * The older mangling ("legacy") has the shape of C++'s, of a name without parameters:
 *
 *   _ZN4bank6teller12read_balance17h6b2d87c1eaa0a0abE
 *
 *   symbol = "_ZN" { part } "17h" hash "E" [ "." suffix ]
 *   part   = length text, where text has "$LT$" for '<', "$u7b$" for '{', ".." for "::", ...
 *
 * The newer one ("v0", _R...) is LLVM's to demangle. */
#include "pass.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the older mangling ---- */

struct part {
    const char *start;
    size_t length;
};

/* Reads the part at *at and moves behind it. */
static bool part_read(struct part *part, const char **at) {
    if (!isdigit((unsigned char)**at))
        return false;
    char *start;
    size_t length = strtoul(*at, &start, 10);
    if (!length || strnlen(start, length) < length)
        return false;
    *part = (struct part){start, length};
    *at = start + length;
    return true;
}

static bool is_hash(const struct part *part) {
    return part->length == 17 && *part->start == 'h' && strspn(part->start + 1, "0123456789abcdef") >= 16;
}

static void write_utf8(FILE *out, unsigned long code) {
    if (code < 0x80) {
        putc(code, out);
        return;
    }
    int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    putc((0xff00 >> (more + 1) & 0xff) | code >> 6 * more, out);
    while (more--)
        putc(0x80 | (code >> 6 * more & 0x3f), out);
}

/* Writes what the escape at p stands for. Returns its length, 0 if there is none. */
static size_t write_escape(FILE *out, const char *p) {
    static const char *const escapes[][2] = {{"$LT$", "<"}, {"$GT$", ">"}, {"$LP$", "("},
                                             {"$RP$", ")"}, {"$RF$", "&"}, {"$BP$", "*"},
                                             {"$SP$", "@"}, {"$C$", ","},  {"..", "::"}};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (valdi__starts(p, escapes[i][0])) {
            fputs(escapes[i][1], out);
            return strlen(escapes[i][0]);
        }
    if (!valdi__starts(p, "$u") || !isxdigit((unsigned char)p[2]))
        return 0;
    char *end;
    unsigned long code = strtoul(p + 2, &end, 16);
    if (*end != '$' || code < ' ' || code > 0x10ffff)
        return 0;
    write_utf8(out, code);
    return end + 1 - p;
}

static void part_write(FILE *out, const struct part *part) {
    const char *p = part->start, *end = p + part->length;
    p += valdi__starts(p, "_$"); /* put there because no part starts with '$' */
    while (p < end) {
        size_t length = write_escape(out, p);
        if (!length)
            putc(*p, out);
        p += length ? length : 1;
    }
}

char *valdi__rust_legacy_path(const char *symbol) {
    if (!valdi__starts(symbol, "_ZN"))
        return NULL;
    char *path;
    size_t size;
    FILE *out = open_memstream(&path, &size);
    struct part last = {symbol, 0}, part;
    const char *at = symbol + 3, *separator = "";
    for (; part_read(&part, &at); last = part) {
        if (!last.length)
            continue;
        fputs(separator, out);
        part_write(out, &last);
        separator = "::";
    }
    fclose(out);
    if (*separator && is_hash(&last) && *at == 'E' && (!at[1] || at[1] == '.'))
        return path;
    free(path);
    return NULL;
}

/* ---- the newer mangling, demangled ---- */

/* The '>' that closes the '<' at open, or NULL. */
static const char *closing(const char *open) {
    int depth = 0;
    for (const char *p = open; *p; p++)
        if (*p == '<')
            depth++;
        else if (*p == '>' && p[-1] != '-' && !--depth)
            return p;
    return NULL;
}

/* The '>' of "<bank::Account>::deposit", whose brackets the source does not have; it does have those of
 * "<bank::Account as bank::Ledger>::deposit" and "<[u8]>::len". Else NULL. */
static const char *superfluous(const char *path) {
    const char *close = *path == '<' ? closing(path) : NULL;
    unsigned char first = close ? path[1] : 0;
    if (!isalpha(first) && first != '_' && first < 0x80)
        return NULL;
    for (const char *p = path + 1; p < close; p++) {
        if (*p == ' ')
            return NULL;
        if (*p == '<')
            p = closing(p); /* not NULL: it is within what is closed */
    }
    return close;
}

char *valdi__rust_short_path(const char *path) {
    char *name = malloc(strlen(path) + 1), *out = name;
    const char *bracket = superfluous(path);
    for (const char *p = bracket ? path + 1 : path; *p;) {
        const char *close = valdi__starts(p, "::<") ? closing(p + 2) : NULL;
        if (close)
            p = close + 1;
        else if (p == bracket)
            p++;
        else
            *out++ = *p++;
    }
    *out = 0;
    return name;
}

bool valdi__is_rust_shim(const char *path) {
    return strstr(path, ".shim}}") || strstr(path, "::{shim:");
}
