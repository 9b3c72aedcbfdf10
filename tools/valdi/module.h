/* What the files of a program tell of its addresses: symbols and DWARF, also from separate debug files.
 * Addresses are those in the file. */
#ifndef VALDI_MODULE_H
#define VALDI_MODULE_H

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- place.c ---- */

/* Where functions or variables are, as the debug information has it. */
struct places {
    struct place {
        uint64_t start, end; /* the end of a variable is that of memory: its type may know better */
        Dwarf_Die die;
    } * list;
    size_t count;
};

/* Adds what the unit has of that tag, DW_TAG_subprogram or DW_TAG_variable. */
void places_add(struct places *places, Dwarf_Die *unit, int tag);
/* The last place that starts at or before the address, if it does not end before it; or NULL. */
struct place *places_find(const struct places *places, uint64_t address);

/* A number that the debug information gives with a name like DW_AT_call_line, or 0; and the path for a number
 * of a file, or NULL. */
Dwarf_Word place_number(Dwarf_Die *die, unsigned name);
const char *place_file(Dwarf_Die *die, unsigned name);

/* ---- module.c ---- */

/* A program or library. */
struct module {
    char *path;
    Dwfl *library;
    Dwfl_Module *handle;    /* NULL if the file cannot be read */
    Dwarf *dwarf;           /* NULL without debug information */
    Dwarf_Addr bias;        /* what to add to an address in the debug information */
    struct symbol *symbols; /* NULL until one is asked for */
    size_t symbol_count;
    struct places functions; /* of the units that were asked for */
    struct places variables; /* of all units, once has_variables */
    bool has_variables;
    struct module *next;
};

/* What the symbol table or the debug information says starts at the address start, size bytes long. */
struct object {
    char *name; /* to be freed */
    uint64_t start, size;
};

/* The module, which stays open for the next time. Says on standard error why a file cannot be read. */
struct module *module_open(const char *path);
void module_close_all(void);
/* The units of debug information that say what is at the address (there): with its lines, and all else. The
 * two differ if the latter is in a file of its own (split DWARF). */
bool module_unit(const struct module *module, Dwarf_Addr address, Dwarf_Die *lines, Dwarf_Die *places);
/* Reads the variables of all units, as far as that takes no time to speak of. */
void module_add_variables(struct module *module);
/* The symbol that holds the address; one whose size is not known goes on to the next in its section. */
bool module_symbol(struct module *module, uint64_t address, struct object *symbol);
/* A name as a person writes it; to be freed. */
char *module_demangle(const char *name);

/* ---- function.c ---- */

/* Writes the functions at the address, innermost first, with the lines where they are. */
void module_print_code(struct module *module, uint64_t address);

/* ---- variable.c ---- */

/* The variable at the address; of a structure or array, the member or element there. */
bool module_variable(struct module *module, uint64_t address, struct object *object);

#endif
