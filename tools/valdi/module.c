/* Modules and their symbols, through libdwfl. */
#include "module.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { READ_MAX = 32 << 20 /* bytes of debug information: more would take a second */ };

struct symbol {
    const char *name;
    uint64_t start, size;
    GElf_Word section;
    bool is_weak;
};

static struct module *modules;

/* libdw calls this for one thing, a client that downloads debug information. To load that takes longer than
 * all answers, and an answer is not worth a download. */
void *dlopen(const char *file, int mode) {
    (void)file, (void)mode;
    return NULL;
}

/* Of the system's libraries nobody asks for more than symbols: their debug information, where it is
 * installed, would take longer to read than all the rest, and names functions by what was inlined into
 * them. */
static bool is_of_system(const char *path) {
    return !strncmp(path, "/usr/lib/", 9) || !strncmp(path, "/lib", 4);
}

static int find_no_debuginfo(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base,
                             const char *file, const char *link, GElf_Word checksum, char **found) {
    (void)module, (void)data, (void)name, (void)base, (void)file, (void)link, (void)checksum, (void)found;
    return -1;
}

static bool read_file(struct module *module) {
    static const Dwfl_Callbacks of_program = {.find_elf = dwfl_build_id_find_elf,
                                              .find_debuginfo = dwfl_standard_find_debuginfo},
                                of_system = {.find_elf = dwfl_build_id_find_elf,
                                             .find_debuginfo = find_no_debuginfo};
    module->library = dwfl_begin(is_of_system(module->path) ? &of_system : &of_program);
    if (!module->library)
        return false;
    dwfl_report_begin(module->library);
    module->handle = dwfl_report_elf(module->library, module->path, module->path, -1, 0, true);
    dwfl_report_end(module->library, NULL, NULL);
    if (module->handle)
        module->dwarf = dwfl_module_getdwarf(module->handle, &module->bias);
    return module->handle;
}

struct module *module_open(const char *path) {
    for (struct module *module = modules; module; module = module->next)
        if (!strcmp(module->path, path))
            return module;
    struct module *module = calloc(1, sizeof *module);
    *module = (struct module){.path = strdup(path), .next = modules};
    if (!read_file(module))
        fprintf(stderr, "valdi: %s: %s\n", path, dwfl_errmsg(-1));
    return modules = module;
}

void module_close_all(void) {
    for (struct module *module; (module = modules);) {
        modules = module->next;
        dwfl_end(module->library);
        free(module->symbols);
        free(module->functions.list);
        free(module->variables.list);
        free(module->path);
        free(module);
    }
}

/* ---- symbols ---- */

char *__cxa_demangle(const char *name, char *buffer, size_t *size, int *status);

char *module_demangle(const char *name) {
    int status;
    char *text = strncmp(name, "_Z", 2) ? NULL : __cxa_demangle(name, NULL, NULL, &status);
    return text ? text : strndup(name, strcspn(name, "@")); /* without the version of a library's symbol */
}

/* libdwfl would look at each symbol again for each address. */
static void read_symbols(struct module *module) {
    int count = module->handle ? dwfl_module_getsymtab(module->handle) : 0;
    module->symbols = calloc(count > 0 ? count : 1, sizeof *module->symbols);
    for (int i = 1; i < count; i++) {
        GElf_Sym entry;
        GElf_Addr start;
        GElf_Word section;
        const char *name = dwfl_module_getsym_info(module->handle, i, &entry, &start, &section, NULL, NULL);
        int type = GELF_ST_TYPE(entry.st_info);
        if (name && *name && section != SHN_UNDEF && section != SHN_ABS && type != STT_SECTION &&
            type != STT_FILE && type != STT_TLS)
            module->symbols[module->symbol_count++] =
                (struct symbol){name, start, entry.st_size, section, GELF_ST_BIND(entry.st_info) == STB_WEAK};
    }
}

static bool is_better(const struct symbol *symbol, const struct symbol *than) {
    if (!than || symbol->start != than->start)
        return !than || symbol->start > than->start;
    if (symbol->size != than->size)
        return symbol->size > than->size;
    return !symbol->is_weak;
}

bool module_symbol(struct module *module, uint64_t address, struct object *object) {
    const struct symbol *best = NULL;
    GElf_Addr offset = address, bias;
    if (!module->symbols)
        read_symbols(module);
    Elf_Scn *section = module->handle ? dwfl_module_address_section(module->handle, &offset, &bias) : NULL;
    for (size_t i = 0; section && i < module->symbol_count; i++)
        if (module->symbols[i].start <= address && is_better(&module->symbols[i], best))
            best = &module->symbols[i];
    if (!best || (best->size ? address - best->start >= best->size : best->section != elf_ndxscn(section)))
        return false;
    *object = (struct object){module_demangle(best->name), best->start, best->size};
    return true;
}

/* ---- units ---- */

static void whole_unit(const Dwarf_Die *lines, Dwarf_Die *places) {
    if (dwarf_tag(places) != DW_TAG_compile_unit)
        *places = *lines;
}

bool module_unit(const struct module *module, Dwarf_Addr address, Dwarf_Die *lines, Dwarf_Die *places) {
    Dwarf_CU *unit = NULL;
    if (!module->dwarf)
        return false;
    if (dwarf_addrdie(module->dwarf, address, lines) &&
        !dwarf_cu_info(lines->cu, NULL, NULL, NULL, places, NULL, NULL, NULL)) {
        whole_unit(lines, places);
        return true;
    }
    /* clang leaves out .debug_aranges, the index for this. */
    while (!dwarf_get_units(module->dwarf, unit, &unit, NULL, NULL, lines, places))
        if (dwarf_haspc(lines, address) > 0) {
            whole_unit(lines, places);
            return true;
        }
    return false;
}

void module_add_variables(struct module *module) {
    Dwarf_CU *unit = NULL;
    Dwarf_Die lines, places;
    while (!dwarf_get_units(module->dwarf, unit, &unit, NULL, NULL, &lines, &places) &&
           dwarf_dieoffset(&lines) < READ_MAX) {
        whole_unit(&lines, &places);
        places_add(&module->variables, &places, DW_TAG_variable);
    }
    module->has_variables = true;
}
