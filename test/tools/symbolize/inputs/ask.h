/* A program that asks about its own addresses, as they are in its file. */
#include <stdint.h>
#include <stdio.h>

extern const char __executable_start[]; /* in a position-independent program at 0 */

static const char *own_path;

static inline void ask(const char *what, const void *address) {
    printf("%s \"%s\" 0x%lx\n", what, own_path, (long)((const char *)address - __executable_start));
}
