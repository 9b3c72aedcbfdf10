/* The records of site.def as constants in the module. */
#include "pass.h"

#include <valdi/site.def>

#include <ctype.h>
#include <llvm-c/Comdat.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- constants ---- */

const char *valdi__constant_text(LLVMValueRef value, size_t *length) {
    while (LLVMIsAConstantExpr(value))
        value = LLVMGetOperand(value, 0);
    LLVMValueRef text = LLVMIsAGlobalVariable(value) ? LLVMGetInitializer(value) : NULL;
    *length = 0;
    if (text && LLVMIsAConstantAggregateZero(text))
        return "";
    if (!text || !LLVMIsAConstantDataSequential(text))
        return NULL;
    const char *start = LLVMGetAsString(text, length);
    *length -= *length > 0; /* the terminating zero */
    return start;
}

LLVMValueRef valdi__integer(LLVMModuleRef module, unsigned bits, unsigned long long value) {
    return LLVMConstInt(LLVMIntTypeInContext(LLVMGetModuleContext(module), bits), value, false);
}

LLVMTypeRef valdi__byte_pointer(LLVMModuleRef module) {
    return LLVMPointerType(LLVMInt8TypeInContext(LLVMGetModuleContext(module)), 0);
}

/* Makes a symbol's name of any text: assemblers and linkers give a meaning to '@' and others. */
static void make_symbol(char *name) {
    for (; *name; name++)
        if (!isalnum((unsigned char)*name) && *name != '.')
            *name = '_';
}

static bool is_text(LLVMValueRef global, const char *text, size_t length) {
    size_t had;
    const char *value = valdi__constant_text(global, &had);
    return value && had == length && !memcmp(value, text, length);
}

/* FNV-1a, by Fowler, Noll and Vo (1991). */
static unsigned long long hash(const char *bytes, size_t length) {
    unsigned long long value = 0xcbf29ce484222325;
    while (length--)
        value = (value ^ (unsigned char)*bytes++) * 0x100000001b3;
    return value;
}

/* A C string, or several; equal ones of a module are one, found again by name. */
static LLVMValueRef text_constant(LLVMModuleRef module, const char *text, size_t length) {
    LLVMValueRef global;
    char name[64];
    int end = sprintf(name, "valdi.text.%016llx", hash(text, length));
    for (unsigned n = 2; (global = LLVMGetNamedGlobal(module, name)) && !is_text(global, text, length); n++)
        sprintf(name + end, ".%u", n);
    if (!global) {
        LLVMValueRef value = LLVMConstStringInContext(LLVMGetModuleContext(module), text, length, false);
        global = LLVMAddGlobal(module, LLVMTypeOf(value), name);
        LLVMSetInitializer(global, value);
        LLVMSetGlobalConstant(global, true);
        LLVMSetLinkage(global, LLVMPrivateLinkage);
        LLVMSetUnnamedAddress(global, LLVMGlobalUnnamedAddr);
        LLVMSetAlignment(global, 1);
    }
    return global;
}

/* Adds one of several texts. */
static void add_text(struct valdi__text *texts, const char *text, size_t length) {
    valdi__text_add(texts, text, length);
    valdi__text_add(texts, "", 1);
}

static void add_name(struct valdi__text *texts, const struct valdi__names *names, const char *name) {
    const char *text = strcmp(name, names->symbol) ? name : "\1";
    add_text(texts, text, strlen(text));
}

static LLVMValueRef texts_end(struct valdi__text *texts, LLVMModuleRef module) {
    LLVMValueRef constant = text_constant(module, texts->bytes, texts->size - 1);
    free(texts->bytes);
    return constant;
}

LLVMValueRef valdi__texts_create(LLVMModuleRef module, const struct valdi__names *names,
                                 const struct valdi__place *place, const struct valdi__text *arguments,
                                 const struct valdi__text *result) {
    struct valdi__text texts = {0};
    add_text(&texts, names->symbol, strlen(names->symbol));
    add_name(&texts, names, names->name);
    add_name(&texts, names, names->signature);
    add_text(&texts, place->file, place->file_length);
    add_text(&texts, arguments->bytes, arguments->size);
    add_text(&texts, result->bytes, result->size);
    return texts_end(&texts, module);
}

/* ---- records ---- */

/* What goes into a record, field by field. */
#define VALDI_SITE_TEXTS(field) LLVMValueRef field;
#define VALDI_SITE_ARMED(field) LLVMValueRef field;
#define VALDI_SITE_WORD(field) unsigned field;
#define VALDI_SITE_BYTE(field) unsigned field;
#define VALDI_SITE_LONG(field) unsigned field;
struct site {
#include <valdi/site.def>
};

#define VALDI_ENTRY_TEXTS(field) LLVMValueRef field;
#define VALDI_ENTRY_WORD(field) unsigned field;
#define VALDI_ENTRY_BYTE(field) unsigned field;
struct entry {
#include <valdi/site.def>
};

/* A record under construction: its fields in the order of site.def. */
struct record {
    LLVMModuleRef module;
    LLVMTypeRef type;
    LLVMValueRef global;
    LLVMValueRef fields[24];
    unsigned count;
};

/* shape has a character a field: b for 8 bits, l for 64, w for 32. */
static LLVMTypeRef record_type(LLVMModuleRef module, const char *name, const char *shape) {
    LLVMContextRef context = LLVMGetModuleContext(module);
    LLVMTypeRef type = LLVMGetTypeByName2(context, name);
    if (type)
        return type;
    LLVMTypeRef fields[24];
    unsigned count = 0;
    for (; shape[count]; count++)
        fields[count] = LLVMIntTypeInContext(context, shape[count] == 'b'   ? 8
                                                      : shape[count] == 'l' ? 64
                                                                            : 32);
    type = LLVMStructCreateNamed(context, name);
    LLVMStructSetBody(type, fields, count, false);
    return type;
}

static struct record record_start(LLVMModuleRef module, LLVMTypeRef type, unsigned alignment,
                                  const char *section, const char *name) {
    struct record record = {.module = module, .type = type};
    record.global = LLVMAddGlobal(module, type, name);
    LLVMSetSection(record.global, section);
    LLVMSetAlignment(record.global, alignment);
    LLVMSetLinkage(record.global, LLVMPrivateLinkage);
    return record;
}

void valdi__share(LLVMModuleRef module, LLVMValueRef global) {
    size_t length;
    LLVMComdatRef comdat = LLVMGetOrInsertComdat(module, LLVMGetValueName2(global, &length));
    LLVMSetComdatSelectionKind(comdat, LLVMAnyComdatSelectionKind);
    LLVMSetComdat(global, comdat);
    LLVMSetLinkage(global, LLVMLinkOnceODRLinkage);
    LLVMSetVisibility(global, LLVMHiddenVisibility);
}

static LLVMValueRef distance(LLVMValueRef from, LLVMValueRef to) {
    LLVMTypeRef address = LLVMInt64TypeInContext(LLVMGetModuleContext(LLVMGetGlobalParent(from)));
    return LLVMConstSub(LLVMConstPtrToInt(to, address), LLVMConstPtrToInt(from, address));
}

/* Puts the distance from the record to something else. */
static void put_distance(struct record *record, LLVMValueRef target) {
    record->fields[record->count++] = LLVMConstTrunc(
        distance(record->global, target), LLVMInt32TypeInContext(LLVMGetModuleContext(record->module)));
}

static void put_word(struct record *record, unsigned value) {
    record->fields[record->count++] = valdi__integer(record->module, 32, value);
}

static void put_long(struct record *record, unsigned value) {
    record->fields[record->count++] = valdi__integer(record->module, 64, value);
}

static void put_byte(struct record *record, unsigned value) {
    record->fields[record->count++] = valdi__integer(record->module, 8, value);
}

static LLVMValueRef record_end(struct record *record) {
    LLVMSetInitializer(record->global, LLVMConstNamedStruct(record->type, record->fields, record->count));
    return record->global;
}

static LLVMTypeRef site_type(LLVMModuleRef module) {
#define VALDI_SITE_TEXTS(field) "w"
#define VALDI_SITE_ARMED(field) "w"
#define VALDI_SITE_WORD(field) "w"
#define VALDI_SITE_BYTE(field) "b"
#define VALDI_SITE_LONG(field) "l"
    return record_type(module, "valdi_site",
#include <valdi/site.def>
    );
}

static LLVMTypeRef entry_type(LLVMModuleRef module) {
#define VALDI_ENTRY_TEXTS(field) "w"
#define VALDI_ENTRY_WORD(field) "w"
#define VALDI_ENTRY_BYTE(field) "b"
    return record_type(module, "valdi_entry",
#include <valdi/site.def>
    );
}

/* Whether the module has the name with the number n; 1 is the name itself. end is the name's length. */
static bool is_taken(LLVMModuleRef module, char *name, int end, unsigned n) {
    name[end] = 0;
    if (n > 1)
        sprintf(name + end, ".%u", n);
    return LLVMGetNamedGlobal(module, name);
}

/* Appends the first number that is free. Those taken are without gaps: doubling, then halving, finds their
 * end. */
static void number(LLVMModuleRef module, char *name, int end) {
    unsigned taken = 0, free = 1;
    while (is_taken(module, name, end, free)) {
        taken = free;
        free *= 2;
    }
    while (free - taken > 1) {
        unsigned middle = taken + (free - taken) / 2;
        *(is_taken(module, name, end, middle) ? &taken : &free) = middle;
    }
    is_taken(module, name, end, free); /* leaves the name so */
}

/* The name of something new for a hook in owner's code, malloc'ed. It is the same in every object: a site
 * of an inline function stands in each that emits or inlines it, and the linker keeps one. An initializer
 * of an inline variable is local, and named alike for all: its comdat is the variable's. */
static char *hook_name(LLVMValueRef owner, const char *what, const struct valdi__names *names) {
    size_t length;
    const char *owner_name = valdi__comdat_name(owner, &length);
    if (!owner_name)
        owner_name = LLVMGetValueName2(owner, &length);
    char *name = malloc(strlen(names->name) + length + 64);
    int end = sprintf(name, "__valdi_%s.%s.in.%.*s", what, names->name, (int)length, owner_name);
    make_symbol(name);
    number(LLVMGetGlobalParent(owner), name, end);
    return name;
}

LLVMValueRef valdi__armed_create(LLVMValueRef owner, const struct valdi__names *names) {
    LLVMModuleRef module = LLVMGetGlobalParent(owner);
    LLVMTypeRef byte = LLVMInt8TypeInContext(LLVMGetModuleContext(module));
    char *name = hook_name(owner, "armed", names);
    LLVMValueRef armed = LLVMAddGlobal(module, byte, name);
    free(name);
    LLVMSetInitializer(armed, LLVMConstNull(byte));
    LLVMSetSection(armed, VALDI_ARMED_SECTION);
    LLVMSetAlignment(armed, 1);
    LLVMSetLinkage(armed, LLVMPrivateLinkage);
    if (LLVMGetComdat(owner))
        valdi__share(module, armed);
    return armed;
}

LLVMValueRef valdi__site_create(LLVMValueRef owner, LLVMValueRef texts, LLVMValueRef armed,
                                const struct valdi__names *names, unsigned kind, unsigned flags,
                                const struct valdi__place *place) {
    static const char *const kinds[] = {[VALDI_BEFORE] = "site.before",
                                        [VALDI_AFTER] = "site.after",
                                        [VALDI_MARKER] = "site.at",
                                        [VALDI_LANDING] = "site.landing"};
    LLVMModuleRef module = LLVMGetGlobalParent(owner);
    char *name = hook_name(owner, flags & VALDI_UNWOUND ? "site.unwound.after" : kinds[kind], names);
    struct record record = record_start(module, site_type(module), 8, VALDI_SITES_SECTION, name);
    free(name);
    if (LLVMGetComdat(owner))
        valdi__share(module, record.global);
    struct site site = {.texts = texts,
                        .armed = armed,
                        .line = place->line,
                        .column = place->column,
                        .kind = kind,
                        .flags = flags,
                        .format = VALDI_FORMAT};
#define VALDI_SITE_TEXTS(field) put_distance(&record, site.field);
#define VALDI_SITE_ARMED(field) put_distance(&record, site.field);
#define VALDI_SITE_WORD(field) put_word(&record, site.field);
#define VALDI_SITE_BYTE(field) put_byte(&record, site.field);
#define VALDI_SITE_LONG(field) put_long(&record, site.field);
#include <valdi/site.def>
    return record_end(&record);
}

void valdi__site_prefix(LLVMValueRef function, LLVMValueRef site) {
    unsigned aligned = LLVMGetAlignment(function) / sizeof(int64_t);
    unsigned count = aligned > VALDI_PREFIX_WORDS ? aligned : VALDI_PREFIX_WORDS;
    LLVMValueRef *words = malloc(count * sizeof *words);
    for (unsigned i = 0; i < count; i++)
        words[i] = valdi__integer(LLVMGetGlobalParent(function), 64, 0);
    words[count - 1] = distance(function, site);
    valdi__prefix(function, LLVMConstArray(LLVMTypeOf(words[0]), words, count));
    free(words);
}

LLVMValueRef valdi__entry_create(LLVMModuleRef module, const struct valdi__entry *from) {
    struct valdi__text texts = {0};
    add_text(&texts, from->path, strlen(from->path));
    add_text(&texts, from->text, strlen(from->text));
    struct entry entry = {.texts = texts_end(&texts, module),
                          .line = from->line,
                          /* One that only excludes may have nothing to exclude. */
                          .matched = from->matched || from->kinds & VALDI__NEVER_BIT,
                          .format = VALDI_FORMAT};
    struct record record = record_start(module, entry_type(module), 4, VALDI_ENTRIES_SECTION, "valdi.entry");
#define VALDI_ENTRY_TEXTS(field) put_distance(&record, entry.field);
#define VALDI_ENTRY_WORD(field) put_word(&record, entry.field);
#define VALDI_ENTRY_BYTE(field) put_byte(&record, entry.field);
#include <valdi/site.def>
    return record_end(&record);
}
