/* Addresses as a person knows them: functions, variables, where memory came from. What nothing knows keeps
 * its number. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/types.h>

enum { ANSWER = 4096, FRAMES = 16 };

/* What AddressSanitizer and ThreadSanitizer know of a program's memory. Neither takes a lock for it. */
const char *__asan_locate_address(void *address, char *name, size_t size, void **region, size_t *region_size)
    __attribute__((weak));
size_t __asan_get_alloc_stack(void *address, void **trace, size_t size, int *thread) __attribute__((weak));
const char *__tsan_locate_address(void *address, char *name, size_t size, void **region, size_t *region_size)
    __attribute__((weak));
int __tsan_get_alloc_stack(void *address, void **trace, size_t size, int *thread, pid_t *process)
    __attribute__((weak));

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void write_number(const struct valdi__mapping *mapping, uint64_t address, char *text, size_t size) {
    static const char *const words[] = {[VALDI__NOWHERE] = "",
                                        [VALDI__HEAP] = "heap at ",
                                        [VALDI__STACK] = "stack at ",
                                        [VALDI__MEMORY] = "memory at "};
    if (mapping->kind == VALDI__FILE && !mapping->address)
        snprintf(text, size, "%s", base_name(mapping->path));
    else if (mapping->kind == VALDI__MODULE || mapping->kind == VALDI__FILE)
        snprintf(text, size, "%s+0x%llx", base_name(mapping->path), (unsigned long long)mapping->address);
    else
        snprintf(text, size, "%s0x%llx", words[mapping->kind], (unsigned long long)address);
}

/* ---- code ---- */

/* Takes a line off the answer; "??" is an empty one. */
static const char *take_line(char **answer) {
    char *line = *answer;
    line[strcspn(line, "\n")] = 0;
    *answer = line + strlen(line) + 1;
    return strcmp(line, "??") ? line : "";
}

/* A path below the directory that the process works in, as a person there writes it. */
static const char *from_here(const char *path) {
    char here[4096];
    size_t length = getcwd(here, sizeof here) ? strlen(here) : 0;
    return length && !strncmp(path, here, length) && path[length] == '/' ? path + length + 1 : path;
}

/* Takes a function and its place, "bank.c:30:5", off the answer. False at its end. */
static bool take_place(char **answer, struct valdi__place *place) {
    if (!strchr(*answer, '\n') || !strchr(strchr(*answer, '\n') + 1, '\n'))
        return false;
    *place = (struct valdi__place){.line = 0};
    snprintf(place->function, sizeof place->function, "%s", take_line(answer));
    const char *text = take_line(answer), *column = strrchr(text, ':');
    const char *line = column ? memrchr(text, ':', column - text) : NULL;
    if (!line || !strncmp(text, "??:", 3))
        return place->function[0];
    text = from_here(text);
    snprintf(place->file, sizeof place->file, "%.*s", (int)(line - text), text);
    place->line = strtoul(line + 1, NULL, 10);
    return true;
}

unsigned valdi__symbolize_inlined(struct valdi__symbolizer *symbolizer, uint64_t address,
                                  struct valdi__place places[], unsigned most) {
    struct valdi__mapping mapping;
    char answer[ANSWER], *rest = answer;
    unsigned count = 0;
    places[0] = (struct valdi__place){.line = 0};
    valdi__mapping_find(symbolizer->subject, address, &mapping);
    if (valdi__symbolizer_ask(symbolizer, "CODE", &mapping, answer, sizeof answer))
        while (count < most && take_place(&rest, &places[count]))
            count++;
    if (!places[0].function[0])
        write_number(&mapping, address, places[0].function, sizeof places[0].function);
    return count ? count : 1;
}

void valdi__symbolize_code(struct valdi__symbolizer *symbolizer, uint64_t address,
                           struct valdi__place *place) {
    valdi__symbolize_inlined(symbolizer, address, place, 1);
}

/* ---- data ---- */

/* False if the symbolizer knows no variable there. */
static bool write_variable(struct valdi__symbolizer *symbolizer, const struct valdi__mapping *mapping,
                           char *text, size_t size) {
    char answer[ANSWER], *rest = answer, *end;
    if (!valdi__symbolizer_ask(symbolizer, "DATA", mapping, answer, sizeof answer) || !strchr(answer, '\n'))
        return false;
    const char *name = take_line(&rest);
    uint64_t start = strtoull(rest, &end, 10), length = strtoull(end, NULL, 10);
    uint64_t offset = mapping->address - start;
    if (!*name || end == rest || start > mapping->address || (offset && offset >= length))
        return false;
    snprintf(text, size, offset ? "%s+%llu" : "%s", name, (unsigned long long)offset);
    return true;
}

/* Where the memory at the address was allocated: return addresses, the first in the allocator. */
static size_t trace_allocation(uint64_t address, void *trace[FRAMES]) {
    int thread;
    pid_t process;
    if (__asan_get_alloc_stack)
        return __asan_get_alloc_stack((void *)address, trace, FRAMES, &thread);
    if (__tsan_get_alloc_stack)
        return __tsan_get_alloc_stack((void *)address, trace, FRAMES, &thread, &process);
    return 0;
}

static bool is_of_library(const char *function) {
    return !strncmp(function, "std::", 5) || !strncmp(function, "__gnu_cxx::", 11);
}

/* "heap at malloc in open_bank, bank.c:30"; the function is the innermost of the program's own that has a
 * line. */
static bool write_allocation(struct valdi__symbolizer *symbolizer, uint64_t address, char *text,
                             size_t size) {
    void *trace[FRAMES];
    char answer[ANSWER];
    struct valdi__mapping mapping;
    struct valdi__place allocator, place;
    size_t count = trace_allocation(address, trace);
    for (size_t i = 0; i < count; i++) {
        char *rest = answer;
        valdi__mapping_find(0, (uintptr_t)trace[i] - 1, &mapping);
        if (!valdi__symbolizer_ask(symbolizer, "CODE", &mapping, answer, sizeof answer))
            return false;
        if (!i && !take_place(&rest, &allocator))
            return false;
        while (i && take_place(&rest, &place)) {
            if (!place.line || is_of_library(place.function))
                continue;
            const char *name = strstr(allocator.function, "interceptor_");
            name = name ? name + strlen("interceptor_") : allocator.function;
            snprintf(text, size, "heap at %.*s in %s, %s:%u", (int)strcspn(name, "("), name, place.function,
                     base_name(place.file), place.line);
            return true;
        }
    }
    return false;
}

/* What the sanitizer in the program calls the memory, if there is one. */
static void ask_sanitizer(uint64_t address, struct valdi__mapping *mapping) {
    char name[1];
    void *region;
    size_t size;
    const char *kind = NULL;
    if (__asan_locate_address)
        kind = __asan_locate_address((void *)address, name, sizeof name, &region, &size);
    else if (__tsan_locate_address)
        kind = __tsan_locate_address((void *)address, name, sizeof name, &region, &size);
    if (kind)
        mapping->kind = !strncmp(kind, "stack", 5) ? VALDI__STACK
                        : !strcmp(kind, "heap")    ? VALDI__HEAP
                                                   : VALDI__MEMORY;
}

void valdi__symbolize_data(struct valdi__symbolizer *symbolizer, uint64_t address, char *text, size_t size) {
    struct valdi__mapping mapping;
    valdi__mapping_find(symbolizer->subject, address, &mapping);
    if (mapping.kind == VALDI__MODULE && write_variable(symbolizer, &mapping, text, size))
        return;
    bool is_own = !symbolizer->subject;
    if (is_own &&
        (mapping.kind == VALDI__HEAP || mapping.kind == VALDI__STACK || mapping.kind == VALDI__MEMORY))
        ask_sanitizer(address, &mapping);
    if (!is_own || mapping.kind != VALDI__HEAP || !write_allocation(symbolizer, address, text, size))
        write_number(&mapping, address, text, size);
}
