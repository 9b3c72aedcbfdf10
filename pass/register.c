/* What hands the records to the runtime when the program is loaded: the lists that keep them, and a
 * constructor and a destructor, one of each in every executable or shared library. */
#include "pass.h"

#include <valdi/site.def>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
        sites[count++] = LLVMConstBitCast(g, valdi__byte_pointer(module));
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
        records[i] =
            LLVMConstBitCast(valdi__entry_create(module, &entries->items[i]), valdi__byte_pointer(module));
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
    LLVMValueRef fields[] = {
        valdi__integer(module, 32, VALDI_FORMAT),         valdi__integer(module, 32, 0),
        bound(module, "__start_", VALDI_SITES_SECTION),   bound(module, "__stop_", VALDI_SITES_SECTION),
        bound(module, "__start_", VALDI_ENTRIES_SECTION), bound(module, "__stop_", VALDI_ENTRIES_SECTION),
        LLVMConstNull(valdi__byte_pointer(module))};
    LLVMValueRef value = LLVMConstStructInContext(context, fields, sizeof fields / sizeof *fields, false);
    LLVMValueRef global = LLVMAddGlobal(module, LLVMTypeOf(value), "__valdi_module");
    LLVMSetInitializer(global, value);
    LLVMSetAlignment(global, 8);
    valdi__share(module, global);
    return global;
}

/* A function that calls hook with the module's record, in the list of constructors or destructors. */
static void at_load(LLVMModuleRef module, const char *list, const char *name, const char *hook,
                    LLVMValueRef record) {
    LLVMContextRef context = LLVMGetModuleContext(module);
    LLVMTypeRef pointer = valdi__byte_pointer(module), none = LLVMVoidTypeInContext(context);
    LLVMTypeRef hook_type = LLVMFunctionType(none, &pointer, 1, false);
    LLVMValueRef callee = LLVMAddFunction(module, hook, hook_type);
    LLVMValueRef function = LLVMAddFunction(module, name, LLVMFunctionType(none, NULL, 0, false));
    valdi__share(module, function);
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
    LLVMValueRef fields[] = {valdi__integer(module, 32, 100), function, LLVMConstBitCast(function, pointer)};
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
