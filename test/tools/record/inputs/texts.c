/* Pointers to texts, to the end of memory, to nothing, and past all. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static const char *say(const char *what, char *more, void *other) {
    return what;
}

int main(void) {
    long page = sysconf(_SC_PAGESIZE);
    char *end = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
         more[] = "a \"b\"\n";
    memcpy(end + page - 3, "end", 3);
    munmap(end + page, page);
    say("UPDATE account SET balance = balance - 30 WHERE id = 1", more, more);
    say(end + page - 3, (char *)(uintptr_t)16, more);
    say(NULL, more, more);
    int *numbers = calloc(16, sizeof *numbers);
    numbers[0] = atoi("2026 or so");
    free(numbers);
}
