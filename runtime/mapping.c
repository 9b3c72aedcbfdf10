/* What an address belongs to, read from the maps of the process. A thread that stands still may hold any
 * lock: the loader's, the allocator's and stdio's are not taken here. */
#include "runtime.h"

#include <elf.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { ARENA = 64 << 20 /* what malloc's arenas are aligned to */, SEGMENTS = 64 };

static int open_file(uint32_t process, const char *name) {
    char path[64];
    return syscall(SYS_openat, AT_FDCWD, valdi__process_path(path, sizeof path, process, name),
                   O_RDONLY | O_CLOEXEC);
}

struct lines {
    int file;
    size_t used, taken; /* bytes that are in the text, and those of lines that were looked at */
    char text[5120];    /* a path has 4096 bytes at most */
};

struct line {
    uint64_t start, end, offset, device, inode;
    const char *permissions; /* "rw-p" */
    const char *name;        /* "/usr/bin/env", "[heap]" or "" */
};

/* A program or library in memory. */
struct module {
    uint64_t bias, end;
    char path[sizeof((struct valdi__mapping *)0)->path];
};

static bool next_line(struct lines *lines, struct line *line) {
    char *text = lines->text + lines->taken, *end, *at;
    while (!(end = memchr(text, '\n', lines->used - lines->taken))) {
        memmove(lines->text, text, lines->used -= lines->taken);
        lines->taken = 0;
        text = lines->text;
        long count = syscall(SYS_read, lines->file, text + lines->used, sizeof lines->text - lines->used);
        if (count <= 0)
            return false;
        lines->used += count;
    }
    *end = 0;
    lines->taken = end + 1 - lines->text;
    line->start = strtoull(text, &at, 16);
    line->end = strtoull(at + 1, &at, 16);
    line->permissions = at + 1;
    line->offset = strtoull(at + 6, &at, 16);
    line->device = strtoull(at, &at, 16) << 32; /* "08:01" */
    line->device |= strtoull(at + 1, &at, 16);
    line->inode = strtoull(at, &at, 10);
    line->name = at + strspn(at, " ");
    return true;
}

/* Not by a look at it: a file may be shorter than its mapping, and only a signal would tell. */
static bool read_memory(uint32_t process, uint64_t address, void *copy, size_t size) {
    int memory = open_file(process, "mem");
    bool whole = memory >= 0 && syscall(SYS_pread64, memory, copy, size, address) == (long)size;
    if (memory >= 0)
        syscall(SYS_close, memory);
    return whole;
}

/* Whether a module begins there: the headers are in memory too. */
static bool read_module(uint32_t process, const struct line *line, struct module *module) {
    Elf64_Ehdr header;
    Elf64_Phdr segments[SEGMENTS];
    if (!read_memory(process, line->start, &header, sizeof header) ||
        memcmp(header.e_ident, ELFMAG, SELFMAG) || header.e_ident[EI_CLASS] != ELFCLASS64 ||
        header.e_phentsize != sizeof *segments || header.e_phnum > SEGMENTS ||
        !read_memory(process, line->start + header.e_phoff, segments, header.e_phnum * sizeof *segments))
        return false;
    uint64_t first = UINT64_MAX, end = 0;
    for (int i = 0; i < header.e_phnum; i++) {
        uint64_t address = segments[i].p_vaddr;
        if (segments[i].p_type != PT_LOAD)
            continue;
        if (first == UINT64_MAX)
            first = address - segments[i].p_offset;
        if (end < address + segments[i].p_memsz)
            end = address + segments[i].p_memsz;
    }
    module->bias = line->start - first;
    module->end = module->bias + end;
    snprintf(module->path, sizeof module->path, "%s", line->name);
    return end;
}

/* Memory without a name is malloc's or a thread's stack, which has no access at its low end; as have, at
 * their high end, malloc's arenas. */
static enum valdi__memory kind_of(const struct line *line, bool is_guarded) {
    if (strstr(line->name, "stack"))
        return VALDI__STACK;
    if (!strcmp(line->name, "[heap]"))
        return VALDI__HEAP;
    if (line->permissions[1] != 'w' || (is_guarded && line->start % ARENA))
        return VALDI__MEMORY;
    return VALDI__HEAP;
}

/* The system has a file for all memory that is shared, also for memory that had no name, or has none any
 * more. */
static void name_file(struct valdi__mapping *mapping, const struct line *line) {
    static const char deleted[] = " (deleted)";
    size_t length = strlen(line->name), end = sizeof deleted - 1;
    if (!strcmp(line->name, "/dev/zero (deleted)"))
        snprintf(mapping->path, sizeof mapping->path, "shared memory");
    else if (length > end && !strcmp(line->name + length - end, deleted))
        snprintf(mapping->path, sizeof mapping->path, "%.*s", (int)(length - end), line->name);
    else
        snprintf(mapping->path, sizeof mapping->path, "%s", line->name);
}

static void describe(struct valdi__mapping *mapping, uint64_t address, const struct line *line,
                     const struct module *module, bool is_guarded) {
    if (address < module->end) {
        mapping->kind = VALDI__MODULE;
        mapping->address = address - module->bias;
        memcpy(mapping->path, module->path, sizeof mapping->path);
    } else if (line->name[0] == '/') {
        mapping->kind = VALDI__FILE;
        mapping->address = address - line->start + line->offset;
        name_file(mapping, line);
    } else {
        mapping->kind = kind_of(line, is_guarded);
    }
}

void valdi__mapping_find(uint32_t process, uint64_t address, struct valdi__mapping *mapping) {
    struct lines lines;
    struct line line;
    struct module module = {.end = 0};
    uint64_t guard_end = 0;
    *mapping = (struct valdi__mapping){.kind = VALDI__NOWHERE, .address = address};
    lines.file = open_file(process, "maps");
    lines.used = lines.taken = 0;
    if (lines.file < 0)
        return;
    while (next_line(&lines, &line) && address >= line.start) {
        if (line.name[0] == '/' && !line.offset && line.start >= module.end)
            read_module(process, &line, &module);
        if (address < line.end)
            describe(mapping, address, &line, &module, guard_end == line.start);
        if (!strncmp(line.permissions, "---", 3))
            guard_end = line.end;
    }
    syscall(SYS_close, lines.file);
}

/* The line of the mapping that the address is in; without its texts. False if it is in none. */
static bool find_line(uint32_t process, uint64_t address, struct line *line, bool *is_shared) {
    struct lines lines = {.file = open_file(process, "maps")};
    bool found = false;
    while (lines.file >= 0 && !found && next_line(&lines, line) && address >= line->start)
        found = address < line->end;
    *is_shared = found && line->permissions[3] == 's';
    line->permissions = line->name = NULL;
    if (lines.file >= 0)
        syscall(SYS_close, lines.file);
    return found;
}

bool valdi__mapping_has_file(uint32_t process, const char *name, uint64_t inode) {
    struct lines lines = {.file = open_file(process, "maps")};
    struct line line;
    bool found = false;
    while (lines.file >= 0 && !found && next_line(&lines, &line))
        found = line.inode == inode && !strncmp(line.name, name, strlen(name));
    if (lines.file >= 0)
        syscall(SYS_close, lines.file);
    return found;
}

bool valdi__mapping_is_private(uint32_t process, uint64_t address) {
    struct line line;
    bool is_shared;
    return find_line(process, address, &line, &is_shared) && !is_shared;
}

bool valdi__mapping_is_same(uint32_t process, uint64_t address, uint32_t other, uint64_t there) {
    struct line one, two;
    bool one_is_shared, two_is_shared;
    if (process == other)
        return address == there;
    return find_line(process, address, &one, &one_is_shared) && one_is_shared &&
           find_line(other, there, &two, &two_is_shared) && two_is_shared && one.device == two.device &&
           one.inode == two.inode && address - one.start + one.offset == there - two.start + two.offset;
}
