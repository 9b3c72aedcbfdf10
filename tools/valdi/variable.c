/* Which variable is at an address and, in a structure or array, which member or element: "banks[3].lock".
 *
 * The name goes down through the program's own types to the innermost that holds the address. Types that a
 * system header declares are one thing whatever is in them: nobody thinks of a mutex as its parts. Of a union
 * the first member that holds the address is named. */
#include "module.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIMENSIONS = 8 };

/* "bank::count", "deposit::calls" */
static void print_name(FILE *out, Dwarf_Die *die) {
    Dwarf_Attribute attribute;
    Dwarf_Die declared, *scopes = NULL;
    while ((dwarf_attr(die, DW_AT_specification, &attribute) ||
            dwarf_attr(die, DW_AT_abstract_origin, &attribute)) &&
           dwarf_formref_die(&attribute, &declared))
        *die = declared;
    int count = dwarf_getscopes_die(die, &scopes);
    for (int i = 1; i < count; i++) {
        int tag = dwarf_tag(&scopes[i]);
        if (tag == DW_TAG_namespace ||
            (dwarf_diename(&scopes[i]) && (tag == DW_TAG_class_type || tag == DW_TAG_structure_type ||
                                           tag == DW_TAG_union_type || tag == DW_TAG_subprogram))) {
            print_name(out, &scopes[i]);
            fputs("::", out);
            break;
        }
    }
    free(scopes);
    const char *name = dwarf_diename(die);
    fputs(name ? name : "(anonymous namespace)", out);
}

static bool is_of_system(Dwarf_Die *type) {
    const char *name = dwarf_diename(type), *file = place_file(type, DW_AT_decl_file);
    return (name && !strncmp(name, "pthread_", 8)) ||
           (file && !strncmp(file, "/usr/", 5) && strstr(file, "/include/"));
}

static bool type_of(Dwarf_Die *die, Dwarf_Die *type) {
    Dwarf_Attribute attribute;
    return dwarf_attr_integrate(die, DW_AT_type, &attribute) && dwarf_formref_die(&attribute, type);
}

/* Replaces a type by what it is another name or a variant of. False if it ends at a name of the system's. */
static bool peel(Dwarf_Die *type) {
    for (;;) {
        int tag = dwarf_tag(type);
        bool is_name = tag == DW_TAG_typedef;
        if (!is_name && tag != DW_TAG_const_type && tag != DW_TAG_volatile_type &&
            tag != DW_TAG_atomic_type && tag != DW_TAG_restrict_type)
            return true;
        if ((is_name && is_of_system(type)) || !type_of(type, type))
            return false;
    }
}

/* Writes the indices of the element that the object starts in; the type becomes the element's. */
static bool enter_element(FILE *out, Dwarf_Die *type, uint64_t address, struct object *object) {
    uint64_t counts[DIMENSIONS], indices[DIMENSIONS];
    Dwarf_Die array = *type, range;
    Dwarf_Word size;
    int dimensions = 0;
    if (!type_of(&array, type) || dwarf_aggregate_size(type, &size) || !size || dwarf_child(&array, &range))
        return false;
    do {
        Dwarf_Attribute attribute;
        Dwarf_Word bound;
        if (dwarf_tag(&range) != DW_TAG_subrange_type)
            continue;
        if (dimensions == DIMENSIONS)
            return false;
        if (dwarf_attr(&range, DW_AT_count, &attribute) && !dwarf_formudata(&attribute, &bound))
            counts[dimensions++] = bound;
        else if (dwarf_attr(&range, DW_AT_upper_bound, &attribute) && !dwarf_formudata(&attribute, &bound))
            counts[dimensions++] = bound + 1;
        else
            return false;
    } while (!dwarf_siblingof(&range, &range));
    uint64_t index = (address - object->start) / size;
    object->start += index * size;
    object->size = size;
    for (int i = dimensions; i-- > 0; index /= counts[i])
        indices[i] = index % counts[i];
    for (int i = 0; i < dimensions; i++)
        fprintf(out, "[%llu]", (unsigned long long)indices[i]);
    return true;
}

/* Where a member is, in bytes from the start of what it is in; a bit field may share the first and last. */
static bool find_extent(Dwarf_Die *member, Dwarf_Die *type, uint64_t *begin, uint64_t *size) {
    Dwarf_Attribute attribute;
    Dwarf_Word offset = 0, bits;
    *begin = 0;
    if (!type_of(member, type))
        return false;
    if (dwarf_attr(member, DW_AT_data_member_location, &attribute) && dwarf_formudata(&attribute, begin))
        return false; /* a virtual base */
    if (dwarf_aggregate_size(type, size))
        return false;
    if (!dwarf_attr(member, DW_AT_bit_size, &attribute) || dwarf_formudata(&attribute, &bits))
        return true;
    if (dwarf_attr(member, DW_AT_data_bit_offset, &attribute))
        dwarf_formudata(&attribute, &offset);
    else if (dwarf_attr(member, DW_AT_bit_offset, &attribute) && !dwarf_formudata(&attribute, &offset))
        offset = (*begin + *size) * 8 - offset - bits; /* in the older form it counts from the other end */
    *begin = offset / 8;
    *size = (offset + bits + 7) / 8 - *begin;
    return true;
}

/* Writes the member that holds the address; the type becomes the member's. A base class and an anonymous
 * union have no name of their own. */
static bool enter_member(FILE *out, Dwarf_Die *type, uint64_t address, struct object *object) {
    Dwarf_Die member;
    if (is_of_system(type) || dwarf_child(type, &member))
        return false;
    do {
        uint64_t begin, size, offset = address - object->start;
        Dwarf_Die of;
        int tag = dwarf_tag(&member);
        if ((tag != DW_TAG_member && tag != DW_TAG_inheritance) ||
            dwarf_hasattr(&member, DW_AT_declaration) || dwarf_hasattr(&member, DW_AT_external) ||
            !find_extent(&member, &of, &begin, &size) || offset < begin || offset - begin >= size)
            continue;
        if (tag == DW_TAG_member && dwarf_diename(&member))
            fprintf(out, ".%s", dwarf_diename(&member));
        *type = of;
        object->start += begin;
        object->size = size;
        return true;
    } while (!dwarf_siblingof(&member, &member));
    return false;
}

static void print_path(FILE *out, Dwarf_Die *type, uint64_t address, struct object *object) {
    bool entered = true;
    while (entered && peel(type))
        switch (dwarf_tag(type)) {
        case DW_TAG_array_type:
            entered = enter_element(out, type, address, object);
            break;
        case DW_TAG_structure_type:
        case DW_TAG_class_type:
        case DW_TAG_union_type:
            entered = enter_member(out, type, address, object);
            break;
        default:
            return;
        }
}

/* The type of the variable there, and where that is. */
static struct place *find_variable(struct module *module, Dwarf_Addr address, Dwarf_Die *type,
                                   struct object *object) {
    struct place *place = places_find(&module->variables, address);
    if (!place || !type_of(&place->die, type) || dwarf_aggregate_size(type, &object->size) ||
        address - place->start >= object->size)
        return NULL;
    object->start = place->start;
    return place;
}

/* Reads the unit that says it has the address, or else, once, all of them. */
static struct place *look_for_variable(struct module *module, Dwarf_Addr address, Dwarf_Die *type,
                                       struct object *object) {
    struct place *place = find_variable(module, address, type, object);
    Dwarf_Die lines, places;
    if (place || module->has_variables)
        return place;
    if (module_unit(module, address, &lines, &places)) {
        places_add(&module->variables, &places, DW_TAG_variable);
        place = find_variable(module, address, type, object);
    }
    if (place)
        return place;
    module_add_variables(module);
    return find_variable(module, address, type, object);
}

bool module_variable(struct module *module, uint64_t address, struct object *object) {
    Dwarf_Die type;
    size_t length;
    Dwarf_Addr there = address - module->bias;
    const struct place *place = module->dwarf ? look_for_variable(module, there, &type, object) : NULL;
    if (!place)
        return false;
    Dwarf_Die die = place->die;
    FILE *out = open_memstream(&object->name, &length);
    print_name(out, &die);
    print_path(out, &type, there, object);
    fclose(out);
    object->start += module->bias;
    return true;
}
