/* What a new thread will call. std::thread of GNU's C++ library starts each at one function of the
 * library's, with a state object on the heap that holds, behind what is bound to it, what to call.
 *
 * The object's class tells that it is one, and whether that is a function; the size of the object is not
 * known, and behind it may lie what an earlier one left there. Only what stands there for certain is
 * believed. */
#include "runtime.h"

#include <link.h>
#include <string.h>

/* The class, as the compiler writes it down, up to the type of what is called. */
static const char state[] = "NSt6thread11_State_implINS_8_InvokerISt5tupleIJ";

enum kind { NO_STATE, OF_FUNCTION, OF_METHOD, OF_OBJECT };

/* Of what is called, by its mangled type: pointers to functions are plain or noexcept. */
static enum kind kind_of_type(const char *type) {
    if (!strncmp(type, "PF", 2) || !strncmp(type, "PDoF", 4))
        return OF_FUNCTION;
    return *type == 'M' ? OF_METHOD : OF_OBJECT;
}

/* Reads the class's name through the object's table of virtual functions, in front of which its
 * description stands. */
static enum kind kind_of(const void *argument) {
    uint64_t table, class, text;
    char name[sizeof state + 4] = "", *start = name;
    if (!valdi__memory_read(0, (uintptr_t)argument, &table, sizeof table) ||
        !valdi__memory_read(0, table - sizeof class, &class, sizeof class) ||
        !valdi__memory_read(0, class + sizeof text, &text, sizeof text) ||
        !valdi__memory_read(0, text, name, sizeof name - 1))
        return NO_STATE;
    start += *start == '*'; /* of a class that only one file knows */
    if (strncmp(start, state, sizeof state - 1))
        return NO_STATE;
    return kind_of_type(start + sizeof state - 1);
}

/* Whether code is loaded there. */
static int find_code(struct dl_phdr_info *object, size_t size, void *address) {
    (void)size;
    for (unsigned i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (segment->p_type == PT_LOAD && segment->p_flags & PF_X &&
            (uintptr_t)address - object->dlpi_addr - segment->p_vaddr < segment->p_memsz)
            return 1;
    }
    return 0;
}

/* A pointer to a virtual method is its place in the table of virtual functions, in bytes, and 1; then what
 * to add to the object's address. */
static bool is_virtual(const uint64_t *words) {
    return words[0] % sizeof(void *) == 1 && words[0] < 4096 && !words[1];
}

const void *valdi__start_function(const void *function, const void *argument) {
    enum { MOST_WORDS = 512 };
    enum kind kind = argument ? kind_of(argument) : NO_STATE;
    if (kind == NO_STATE)
        return function;
    for (unsigned i = 1; kind != OF_OBJECT && i < MOST_WORDS; i++) {
        uint64_t words[2];
        if (!valdi__memory_read(0, (uintptr_t)argument + i * sizeof *words, words, sizeof words) ||
            (kind == OF_METHOD && is_virtual(words)))
            return NULL;
        if (dl_iterate_phdr(find_code, (void *)words[0]))
            return (const void *)words[0];
    }
    return NULL;
}
