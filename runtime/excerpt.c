/* Texts among the values of a hit. A pointer may lead anywhere: the kernel reads what it leads to. */
#include "excerpt.h"

#include "recording.h"

#include <stdbool.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { LEAST = 4 /* bytes of what is taken for a text by its looks */ };

/* How many bytes at the address can be read, at most VALDI__TEXT. */
static size_t read_some(uint64_t address, char *to) {
    uint64_t page = sysconf(_SC_PAGESIZE), left = page - address % page;
    size_t first = left < VALDI__TEXT ? left : VALDI__TEXT;
    struct iovec local = {to, VALDI__TEXT};
    struct iovec remote[] = {{(void *)(uintptr_t)address, first},
                             {(void *)(uintptr_t)(address + first), VALDI__TEXT - first}};
    ssize_t got = process_vm_readv(getpid(), &local, 1, remote, 2, 0);
    return got > 0 ? got : 0;
}

static bool is_printable(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < ' ' && !strchr("\n\t\r", text[i]))
            return false;
    return length >= LEAST;
}

/* "char *", however const it is. */
static bool is_text_type(const char *type, size_t length) {
    static const char character[] = "char";
    bool found = false;
    for (const char *at = type; at < type + length;) {
        size_t word = strcspn(at, " *\n");
        if (word == strlen(character) && !memcmp(at, character, word))
            found = true;
        else if (word && strncmp(at, "const", word))
            return false;
        at += word ? word : 1;
    }
    const char *star = memchr(type, '*', length);
    return found && star && !memchr(star + 1, '*', type + length - star - 1);
}

/* The length of what was read, without a 0; where no type is known, 0 if it does not look like a text. */
static size_t excerpt(const char *type, uint64_t address, char *to) {
    size_t length = strcspn(type, "\n");
    if (!address || (length && !is_text_type(type, length)))
        return 0;
    size_t got = read_some(address, to), text = strnlen(to, got);
    return length || is_printable(to, text) ? text : 0;
}

size_t valdi__excerpt_all(const char *values, const uint64_t words[], unsigned count, char *texts) {
    char *at = texts;
    for (unsigned i = 0; *values && i < count; values = strchr(values, '\n') + 1) {
        const char *type = strchr(values, '\t');
        size_t length = *values == 'p' && type ? excerpt(type + 1, words[i], at + 1) : 0;
        i += *values != '-';
        if (!length)
            continue;
        *at = (char)i;
        at += length + 1;
        *at++ = 0;
    }
    return at - texts;
}
