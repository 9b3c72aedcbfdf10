/* Finds functions and variables in units of debug information. A unit is read through once: compilers write
 * no index that could be relied on. */
#include "module.h"

#include <stdlib.h>

static void add(struct places *places, uint64_t start, uint64_t end, const Dwarf_Die *die) {
    if (!start)
        return; /* where linkers put what they drop */
    if (!(places->count & (places->count + 1)))
        places->list = realloc(places->list, (places->count + 1) * 2 * sizeof *places->list);
    places->list[places->count++] = (struct place){start, end, *die};
}

static void add_function(struct places *places, Dwarf_Die *die) {
    Dwarf_Addr base, start, end;
    for (ptrdiff_t next = 0; (next = dwarf_ranges(die, next, &base, &start, &end)) > 0;)
        add(places, start, end, die);
}

/* The address of a variable that is at one place for as long as the program runs. */
static bool find_address(Dwarf_Die *die, uint64_t *address) {
    Dwarf_Attribute location, indexed;
    Dwarf_Op *operations;
    size_t count;
    if (!dwarf_attr(die, DW_AT_location, &location) || dwarf_getlocation(&location, &operations, &count) ||
        !count)
        return false;
    if (operations[0].atom == DW_OP_addr)
        *address = operations[0].number;
    else if ((operations[0].atom != DW_OP_addrx && operations[0].atom != DW_OP_GNU_addr_index) ||
             dwarf_getlocation_attr(&location, operations, &indexed) || dwarf_formaddr(&indexed, address))
        return false;
    if (count == 2 && operations[1].atom == DW_OP_plus_uconst)
        *address += operations[1].number;
    else if (count != 1)
        return false;
    return true;
}

static void add_variable(struct places *places, Dwarf_Die *die) {
    uint64_t start;
    if (find_address(die, &start))
        add(places, start, UINT64_MAX, die);
}

void places_add(struct places *places, Dwarf_Die *unit, int tag) {
    Dwarf_Die die;
    if (dwarf_child(unit, &die))
        return;
    do {
        int found = dwarf_tag(&die);
        if (found == tag && tag == DW_TAG_variable)
            add_variable(places, &die);
        else if (found == tag)
            add_function(places, &die);
        if (found == DW_TAG_namespace || found == DW_TAG_subprogram || found == DW_TAG_lexical_block)
            places_add(places, &die, tag);
    } while (!dwarf_siblingof(&die, &die));
}

struct place *places_find(const struct places *places, uint64_t address) {
    struct place *last = NULL;
    for (struct place *place = places->list; place < places->list + places->count; place++)
        if (place->start <= address && address < place->end && (!last || place->start > last->start))
            last = place;
    return last;
}

Dwarf_Word place_number(Dwarf_Die *die, unsigned name) {
    Dwarf_Attribute attribute;
    Dwarf_Word value;
    return dwarf_attr(die, name, &attribute) && !dwarf_formudata(&attribute, &value) ? value : 0;
}

const char *place_file(Dwarf_Die *die, unsigned name) {
    Dwarf_Die unit;
    Dwarf_Files *files;
    size_t count, index = place_number(die, name);
    if (!dwarf_diecu(die, &unit, NULL, NULL) || dwarf_getsrcfiles(&unit, &files, &count) || index >= count)
        return NULL;
    return dwarf_filesrc(files, index, NULL, NULL);
}
