/* The records of site.def in the module, and their registration when the program is loaded. */
#include "pass.h"

#include <valdi/site.def>

#include <llvm-c/Comdat.h>
#include <llvm-c/DebugInfo.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- places ---- */

static struct valdi__place module_place(LLVMValueRef function) {
    struct valdi__place place = {0};
    place.file = LLVMGetSourceFileName(LLVMGetGlobalParent(function), &place.file_length);
    return place;
}

/* A file's path as the compiler was given it: LLVM may have split off what it shares with the directory the compiler
 * runs in. */
static const char *file_path(LLVMContextRef context, LLVMMetadataRef file, size_t *length) {
    char here[PATH_MAX], path[2 * PATH_MAX];
    unsigned name_length, directory_length;
    const char *name = LLVMDIFileGetFilename(file, &name_length);
    const char *directory = LLVMDIFileGetDirectory(file, &directory_length);
    *length = name_length;
    if (!directory_length || (name_length && *name == '/') || !getcwd(here, sizeof here) ||
        (strlen(here) == directory_length && !memcmp(here, directory, directory_length)))
        return name;
    int size =
        snprintf(path, sizeof path, "%.*s/%.*s", (int)directory_length, directory, (int)name_length, name);
    unsigned kept;
    LLVMMetadataRef text = LLVMMDStringInContext2(context, path, size);
    const char *interned = LLVMGetMDString(LLVMMetadataAsValue(context, text), &kept);
    *length = kept;
    return interned;
}

struct valdi__place valdi__function_place(LLVMValueRef function) {
    struct valdi__place place = module_place(function);
    LLVMMetadataRef subprogram = LLVMGetSubprogram(function);
    if (subprogram) {
        LLVMContextRef context = LLVMGetModuleContext(LLVMGetGlobalParent(function));
        place.file = file_path(context, LLVMDIScopeGetFile(subprogram), &place.file_length);
        place.line = LLVMDISubprogramGetLine(subprogram);
    }
    return place;
}

struct valdi__place valdi__instruction_place(LLVMValueRef instruction) {
    LLVMValueRef function = LLVMGetBasicBlockParent(LLVMGetInstructionParent(instruction));
    struct valdi__place place = valdi__function_place(function);
    place.line = LLVMGetDebugLocLine(instruction);
    place.column = LLVMGetDebugLocColumn(instruction);
    return place;
}

/* ---- constants ---- */

const char *valdi__constant_text(LLVMValueRef value, size_t *length) {
    while (LLVMIsAConstantExpr(value))
        value = LLVMGetOperand(value, 0);
    LLVMValueRef text = LLVMIsAGlobalVariable(value) ? LLVMGetInitializer(value) : NULL;
    if (!text || !LLVMIsAConstantDataSequential(text))
        return NULL;
    const char *start = LLVMGetAsString(text, length);
    --*length;
    return start;
}

static LLVMValueRef integer(LLVMModuleRef module, unsigned bits, unsigned long long value) {
    return LLVMConstInt(LLVMIntTypeInContext(LLVMGetModuleContext(module), bits), value, false);
}

static LLVMTypeRef byte_pointer(LLVMModuleRef module) {
    return LLVMPointerType(LLVMInt8TypeInContext(LLVMGetModuleContext(module)), 0);
}

/* A C string; equal texts of a module are one, found again by name. */
static LLVMValueRef text_constant(LLVMModuleRef module, const char *text, size_t length) {
    char *name = malloc(length + 16);
    sprintf(name, "valdi.text.%.*s", (int)length, text);
    LLVMValueRef global = LLVMGetNamedGlobal(module, name);
    if (!global) {
        LLVMValueRef value = LLVMConstStringInContext(LLVMGetModuleContext(module), text, length, false);
        global = LLVMAddGlobal(module, LLVMTypeOf(value), name);
        LLVMSetInitializer(global, value);
        LLVMSetGlobalConstant(global, true);
        LLVMSetLinkage(global, LLVMPrivateLinkage);
        LLVMSetUnnamedAddress(global, LLVMGlobalUnnamedAddr);
        LLVMSetAlignment(global, 1);
    }
    free(name);
    return global;
}

/* ---- records ---- */

struct text {
    const char *start;
    size_t length;
};

static struct text whole(const char *text) {
    return (struct text){text, strlen(text)};
}

/* What goes into a record, field by field. */
#define VALDI_SITE_TEXT(field) struct text field;
#define VALDI_SITE_WORD(field) unsigned field;
#define VALDI_SITE_BYTE(field) unsigned field;
struct site {
#include <valdi/site.def>
};

#define VALDI_ENTRY_TEXT(field) struct text field;
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

/* shape has a character a field: b for a byte, w for anything else. */
static LLVMTypeRef record_type(LLVMModuleRef module, const char *name, const char *shape) {
    LLVMContextRef context = LLVMGetModuleContext(module);
    LLVMTypeRef type = LLVMGetTypeByName2(context, name);
    if (type)
        return type;
    LLVMTypeRef fields[24];
    unsigned count = 0;
    for (; shape[count]; count++)
        fields[count] = LLVMIntTypeInContext(context, shape[count] == 'b' ? 8 : 32);
    type = LLVMStructCreateNamed(context, name);
    LLVMStructSetBody(type, fields, count, false);
    return type;
}

static struct record record_start(LLVMModuleRef module, LLVMTypeRef type, const char *section,
                                  const char *name) {
    struct record record = {.module = module, .type = type};
    record.global = LLVMAddGlobal(module, type, name);
    LLVMSetSection(record.global, section);
    LLVMSetAlignment(record.global, 4);
    LLVMSetLinkage(record.global, LLVMPrivateLinkage);
    return record;
}

/* One in each executable or shared library, however many objects bring it. */
static void share(LLVMModuleRef module, LLVMValueRef global) {
    size_t length;
    LLVMComdatRef comdat = LLVMGetOrInsertComdat(module, LLVMGetValueName2(global, &length));
    LLVMSetComdatSelectionKind(comdat, LLVMAnyComdatSelectionKind);
    LLVMSetComdat(global, comdat);
    LLVMSetLinkage(global, LLVMLinkOnceODRLinkage);
    LLVMSetVisibility(global, LLVMHiddenVisibility);
}

static void put_text(struct record *record, struct text text) {
    LLVMTypeRef address = LLVMInt64TypeInContext(LLVMGetModuleContext(record->module));
    LLVMValueRef indices[] = {integer(record->module, 32, 0), integer(record->module, 32, record->count)};
    LLVMValueRef field = LLVMConstGEP2(record->type, record->global, indices, 2);
    LLVMValueRef target = text_constant(record->module, text.start, text.length);
    LLVMValueRef distance =
        LLVMConstSub(LLVMConstPtrToInt(target, address), LLVMConstPtrToInt(field, address));
    record->fields[record->count++] =
        LLVMConstTrunc(distance, LLVMInt32TypeInContext(LLVMGetModuleContext(record->module)));
}

static void put_word(struct record *record, unsigned value) {
    record->fields[record->count++] = integer(record->module, 32, value);
}

static void put_byte(struct record *record, unsigned value) {
    record->fields[record->count++] = integer(record->module, 8, value);
}

static LLVMValueRef record_end(struct record *record) {
    LLVMSetInitializer(record->global, LLVMConstNamedStruct(record->type, record->fields, record->count));
    return record->global;
}

LLVMTypeRef valdi__site_type(LLVMModuleRef module) {
#define VALDI_SITE_TEXT(field) "w"
#define VALDI_SITE_WORD(field) "w"
#define VALDI_SITE_BYTE(field) "b"
    return record_type(module, "valdi_site",
#include <valdi/site.def>
    );
}

unsigned valdi__site_armed_field(void) {
    enum {
#define VALDI_SITE_TEXT(field) field_##field,
#define VALDI_SITE_WORD(field) field_##field,
#define VALDI_SITE_BYTE(field) field_##field,
#include <valdi/site.def>
    };
    return field_armed;
}

static LLVMTypeRef entry_type(LLVMModuleRef module) {
#define VALDI_ENTRY_TEXT(field) "w"
#define VALDI_ENTRY_WORD(field) "w"
#define VALDI_ENTRY_BYTE(field) "b"
    return record_type(module, "valdi_entry",
#include <valdi/site.def>
    );
}

/* The name of a new site in owner's code, malloc'ed. It is the same in every object: a site of an inline function stands
 * in each that emits or inlines it, and the linker keeps one. Several of a kind in one function are numbered. */
static char *site_name(LLVMValueRef owner, const struct site *site) {
    static const char *const kinds[] = {
        [VALDI_BEFORE] = "before", [VALDI_AFTER] = "after", [VALDI_MARKER] = "at"};
    size_t length;
    const char *owner_name = LLVMGetValueName2(owner, &length);
    owner_name += *owner_name == 1; /* an assembler name that is not to be mangled */
    char *name = malloc(site->name.length + length + 64);
    int end = sprintf(name, "__valdi_site.%s%s.%s.in.%s", site->flags & VALDI_UNWOUND ? "unwound." : "",
                      kinds[site->kind], site->name.start, owner_name);
    for (unsigned n = 2; LLVMGetNamedGlobal(LLVMGetGlobalParent(owner), name); n++)
        sprintf(name + end, ".%u", n);
    return name;
}

LLVMValueRef valdi__site_create(LLVMValueRef owner, const struct valdi__names *names, unsigned kind,
                                unsigned flags, const struct valdi__place *place) {
    struct site site = {.symbol = whole(names->symbol),
                        .name = whole(names->name),
                        .signature = whole(names->signature),
                        .file = {place->file, place->file_length},
                        .line = place->line,
                        .column = place->column,
                        .kind = kind,
                        .flags = flags,
                        .format = VALDI_FORMAT};
    LLVMModuleRef module = LLVMGetGlobalParent(owner);
    char *name = site_name(owner, &site);
    struct record record = record_start(module, valdi__site_type(module), VALDI_SITES_SECTION, name);
    free(name);
    if (LLVMGetComdat(owner))
        share(module, record.global);
#define VALDI_SITE_TEXT(field) put_text(&record, site.field);
#define VALDI_SITE_WORD(field) put_word(&record, site.field);
#define VALDI_SITE_BYTE(field) put_byte(&record, site.field);
#include <valdi/site.def>
    return record_end(&record);
}

static LLVMValueRef entry_create(LLVMModuleRef module, const struct valdi__entry *from) {
    struct entry entry = {.file = whole(from->path),
                          .text = whole(from->text),
                          .line = from->line,
                          /* One that only excludes may have nothing to exclude. */
                          .matched = from->matched || from->kinds & VALDI__NEVER_BIT,
                          .format = VALDI_FORMAT};
    struct record record = record_start(module, entry_type(module), VALDI_ENTRIES_SECTION, "valdi.entry");
#define VALDI_ENTRY_TEXT(field) put_text(&record, entry.field);
#define VALDI_ENTRY_WORD(field) put_word(&record, entry.field);
#define VALDI_ENTRY_BYTE(field) put_byte(&record, entry.field);
#include <valdi/site.def>
    return record_end(&record);
}

/* ---- registration ---- */

/* Adds a value to an appending array of the module. LLVM's C API cannot grow one: it is made anew. */
static void append(LLVMModuleRef module, const char *name, LLVMValueRef *values, unsigned count) {
    LLVMValueRef old = LLVMGetNamedGlobal(module, name);
    LLVMValueRef before = old ? LLVMGetInitializer(old) : NULL;
    unsigned kept = before ? LLVMGetNumOperands(before) : 0;
    LLVMValueRef *all = malloc((kept + count) * sizeof *all);
    for (unsigned i = 0; i < kept; i++)
        all[i] = LLVMGetOperand(before, i);
    memcpy(all + kept, values, count * sizeof *all);
    if (old)
        LLVMDeleteGlobal(old);
    LLVMValueRef array = LLVMConstArray(LLVMTypeOf(all[0]), all, kept + count);
    LLVMValueRef global = LLVMAddGlobal(module, LLVMTypeOf(array), name);
    LLVMSetInitializer(global, array);
    LLVMSetLinkage(global, LLVMAppendingLinkage);
    free(all);
}

/* Names the module's sites in llvm.compiler.used: sites of code the linker drops may go with it.
 * Returns how many there are. */
static unsigned keep_sites(LLVMModuleRef module) {
    unsigned count = 0;
    LLVMValueRef *sites = NULL;
    for (LLVMValueRef g = LLVMGetFirstGlobal(module); g; g = LLVMGetNextGlobal(g)) {
        const char *section = LLVMGetSection(g);
        if (!section || strcmp(section, VALDI_SITES_SECTION))
            continue;
        if (!(count & (count + 1)))
            sites = realloc(sites, 2 * (count + 1) * sizeof *sites);
        sites[count++] = LLVMConstBitCast(g, byte_pointer(module));
    }
    if (count) {
        append(module, "llvm.compiler.used", sites, count);
        LLVMSetSection(LLVMGetNamedGlobal(module, "llvm.compiler.used"), "llvm.metadata");
    }
    free(sites);
    return count;
}

/* Nothing refers to entries: they are in llvm.used, which linkers obey. */
static void keep_entries(LLVMModuleRef module, const struct valdi__entries *entries) {
    LLVMValueRef *records = malloc((entries->count + 1) * sizeof *records);
    for (size_t i = 0; i < entries->count; i++)
        records[i] = LLVMConstBitCast(entry_create(module, &entries->items[i]), byte_pointer(module));
    if (entries->count) {
        append(module, "llvm.used", records, entries->count);
        LLVMSetSection(LLVMGetNamedGlobal(module, "llvm.used"), "llvm.metadata");
    }
    free(records);
}

/* A bound of a section, provided by the linker; null where the section is empty. */
static LLVMValueRef bound(LLVMModuleRef module, const char *prefix, const char *section) {
    char name[64];
    snprintf(name, sizeof name, "%s%s", prefix, section);
    LLVMValueRef global = LLVMAddGlobal(module, LLVMInt8TypeInContext(LLVMGetModuleContext(module)), name);
    LLVMSetLinkage(global, LLVMExternalWeakLinkage);
    LLVMSetVisibility(global, LLVMHiddenVisibility);
    return global;
}

/* struct valdi_module of valdi/site.h */
static LLVMValueRef module_record(LLVMModuleRef module) {
    LLVMContextRef context = LLVMGetModuleContext(module);
    LLVMValueRef fields[] = {integer(module, 32, VALDI_FORMAT),
                             integer(module, 32, 0),
                             bound(module, "__start_", VALDI_SITES_SECTION),
                             bound(module, "__stop_", VALDI_SITES_SECTION),
                             bound(module, "__start_", VALDI_ENTRIES_SECTION),
                             bound(module, "__stop_", VALDI_ENTRIES_SECTION),
                             LLVMConstNull(byte_pointer(module))};
    LLVMValueRef value = LLVMConstStructInContext(context, fields, sizeof fields / sizeof *fields, false);
    LLVMValueRef global = LLVMAddGlobal(module, LLVMTypeOf(value), "__valdi_module");
    LLVMSetInitializer(global, value);
    LLVMSetAlignment(global, 8);
    share(module, global);
    return global;
}

/* A function that calls hook with the module's record, in the list of constructors or destructors. */
static void at_load(LLVMModuleRef module, const char *list, const char *name, const char *hook,
                    LLVMValueRef record) {
    LLVMContextRef context = LLVMGetModuleContext(module);
    LLVMTypeRef pointer = byte_pointer(module), none = LLVMVoidTypeInContext(context);
    LLVMTypeRef hook_type = LLVMFunctionType(none, &pointer, 1, false);
    LLVMValueRef callee = LLVMAddFunction(module, hook, hook_type);
    LLVMValueRef function = LLVMAddFunction(module, name, LLVMFunctionType(none, NULL, 0, false));
    share(module, function);
    LLVMAddAttributeAtIndex(
        function, LLVMAttributeFunctionIndex,
        LLVMCreateEnumAttribute(context, LLVMGetEnumAttributeKindForName("nounwind", 8), 0));
    LLVMBuilderRef builder = LLVMCreateBuilderInContext(context);
    LLVMPositionBuilderAtEnd(builder, LLVMAppendBasicBlockInContext(context, function, ""));
    LLVMValueRef argument = LLVMConstBitCast(record, pointer);
    LLVMBuildCall2(builder, hook_type, callee, &argument, 1, "");
    LLVMBuildRetVoid(builder);
    LLVMDisposeBuilder(builder);
    /* 100: before any constructor a program may write. The third field ties the row to the comdat. */
    LLVMValueRef fields[] = {integer(module, 32, 100), function, LLVMConstBitCast(function, pointer)};
    LLVMValueRef row = LLVMConstStructInContext(context, fields, 3, false);
    append(module, list, &row, 1);
}

void valdi__records_register(LLVMModuleRef module, const struct valdi__entries *entries) {
    unsigned sites = keep_sites(module);
    keep_entries(module, entries);
    if (!sites && !entries->count)
        return;
    LLVMValueRef record = module_record(module);
    at_load(module, "llvm.global_ctors", "__valdi_load", VALDI_REGISTER, record);
    at_load(module, "llvm.global_dtors", "__valdi_unload", VALDI_UNREGISTER, record);
}
