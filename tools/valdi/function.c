/* Which functions are at an address, with those that were inlined there, and on which lines. */
#include "module.h"

#include <stdio.h>
#include <stdlib.h>

enum { DEPTH = 64 };

/* False if no symbol holds the address. */
static bool print_symbol(struct module *module, uint64_t address) {
    struct object symbol;
    if (!module_symbol(module, address, &symbol))
        return false;
    puts(symbol.name);
    free(symbol.name);
    return true;
}

static void print_function(Dwarf_Die *function) {
    Dwarf_Attribute attribute;
    const char *name = NULL;
    if (dwarf_attr_integrate(function, DW_AT_linkage_name, &attribute) ||
        dwarf_attr_integrate(function, DW_AT_MIPS_linkage_name, &attribute))
        name = dwarf_formstring(&attribute);
    if (!name)
        name = dwarf_diename(function);
    char *text = name ? module_demangle(name) : NULL;
    puts(text ? text : "??");
    free(text);
}

/* Where the compiler put the body of an inlined function. */
static void print_call(Dwarf_Die *inlined) {
    const char *file = place_file(inlined, DW_AT_call_file);
    printf("%s:%u:%u\n", file ? file : "??", (unsigned)place_number(inlined, DW_AT_call_line),
           (unsigned)place_number(inlined, DW_AT_call_column));
}

static void print_line(Dwarf_Die *unit, Dwarf_Addr address) {
    int line = 0, column = 0;
    Dwarf_Line *entry = dwarf_getsrc_die(unit, address);
    const char *file = entry ? dwarf_linesrc(entry, NULL, NULL) : NULL;
    if (file) {
        dwarf_lineno(entry, &line);
        dwarf_linecol(entry, &column);
    }
    printf("%s:%d:%d\n", file ? file : "??", line, column);
}

/* Finds what was inlined at the address into the function, which is first of the list. */
static int find_inlined(Dwarf_Die list[DEPTH], Dwarf_Addr address) {
    Dwarf_Die die = list[0], child;
    int count = 1;
    for (bool deeper = true; deeper && count < DEPTH && !dwarf_child(&die, &child);) {
        deeper = false;
        do {
            int tag = dwarf_tag(&child);
            deeper = (tag == DW_TAG_inlined_subroutine || tag == DW_TAG_lexical_block) &&
                     dwarf_haspc(&child, address) > 0;
            if (deeper && tag == DW_TAG_inlined_subroutine)
                list[count++] = child;
        } while (!deeper && !dwarf_siblingof(&child, &child));
        die = child;
    }
    return count;
}

/* The body of the function at the address, as far as the debug information knows it. */
static struct place *find_function(struct module *module, Dwarf_Die *unit, Dwarf_Addr address) {
    struct place *place = places_find(&module->functions, address);
    if (!place) {
        places_add(&module->functions, unit, DW_TAG_subprogram);
        place = places_find(&module->functions, address);
    }
    return place;
}

void module_print_code(struct module *module, uint64_t address) {
    Dwarf_Die lines, unit, list[DEPTH];
    Dwarf_Addr there = address - module->bias;
    bool known = module_unit(module, there, &lines, &unit);
    struct place *place = known ? find_function(module, &unit, there) : NULL;
    int last = 0;
    if (place) {
        list[0] = place->die;
        last = find_inlined(list, there) - 1;
    }
    for (int i = last; i >= 0; i--) {
        /* The symbol is a full name also where the debug information has none. */
        bool named = !i && print_symbol(module, address);
        if (!named && place)
            print_function(&list[i]);
        else if (!named)
            puts("??");
        if (i != last)
            print_call(&list[i + 1]);
        else if (known)
            print_line(&lines, there);
        else
            puts("??:0:0");
    }
}
