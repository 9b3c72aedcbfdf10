/* ELF, through libelf. Text fields are distances: what the file holds needs no relocation. */
#include "image.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct image {
    int file;
    Elf *elf;
    size_t names; /* index of the section with the sections' names */
};

static const char *refuse(struct image *image) {
    const int host = *(const char *)&(const int){1} ? ELFDATA2LSB : ELFDATA2MSB;
    GElf_Ehdr header;
    if (elf_kind(image->elf) != ELF_K_ELF || !gelf_getehdr(image->elf, &header))
        return "not an ELF program or library";
    if (header.e_type == ET_REL)
        return "an object file; link it first";
    if (header.e_type != ET_EXEC && header.e_type != ET_DYN)
        return "not a program or library";
    if (header.e_ident[EI_DATA] != host)
        return "its byte order is not this machine's";
    if (elf_getshdrstrndx(image->elf, &image->names) || !elf_nextscn(image->elf, NULL))
        return "its section headers are missing";
    return NULL;
}

struct image *image_open(const char *path) {
    struct image *image = calloc(1, sizeof *image);
    const char *why = NULL;
    elf_version(EV_CURRENT);
    image->file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (image->file < 0 || fstat(image->file, &status))
        why = strerror(errno);
    else if (!S_ISREG(status.st_mode))
        why = "not a file";
    else if (!(image->elf = elf_begin(image->file, ELF_C_READ, NULL)))
        why = elf_errmsg(-1);
    else
        why = refuse(image);
    if (!why)
        return image;
    fprintf(stderr, "valdi: %s: %s\n", path, why);
    image_close(image);
    return NULL;
}

void image_close(struct image *image) {
    elf_end(image->elf);
    if (image->file >= 0)
        close(image->file);
    free(image);
}

struct image_records image_records(struct image *image, const char *section) {
    GElf_Shdr header;
    for (Elf_Scn *s = elf_nextscn(image->elf, NULL); s; s = elf_nextscn(image->elf, s)) {
        const char *name =
            gelf_getshdr(s, &header) ? elf_strptr(image->elf, image->names, header.sh_name) : NULL;
        Elf_Data *data = name && !strcmp(name, section) ? elf_rawdata(s, NULL) : NULL;
        if (data && data->d_buf)
            return (struct image_records){data->d_buf, data->d_size, header.sh_addr};
    }
    return (struct image_records){0};
}

/* Whether count strings end before the bytes do. */
static bool has_texts(const char *bytes, size_t size, unsigned count) {
    for (const char *zero; count; count--) {
        zero = memchr(bytes, 0, size);
        if (!zero)
            return false;
        size -= zero + 1 - bytes;
        bytes = zero + 1;
    }
    return true;
}

const char *image_texts(struct image *image, const struct image_records *records, const int32_t *field,
                        unsigned count) {
    uint64_t address = records->address + ((const char *)field - (const char *)records->start) + *field;
    GElf_Shdr header;
    for (Elf_Scn *s = elf_nextscn(image->elf, NULL); s; s = elf_nextscn(image->elf, s)) {
        if (!gelf_getshdr(s, &header) || !(header.sh_flags & SHF_ALLOC) || header.sh_type == SHT_NOBITS ||
            address < header.sh_addr || address - header.sh_addr >= header.sh_size)
            continue;
        Elf_Data *data = elf_rawdata(s, NULL);
        uint64_t offset = address - header.sh_addr;
        bool whole = data && data->d_buf && offset < data->d_size &&
                     has_texts((const char *)data->d_buf + offset, data->d_size - offset, count);
        return whole ? (const char *)data->d_buf + offset : NULL;
    }
    return NULL;
}
