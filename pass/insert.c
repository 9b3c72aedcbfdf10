/* Where the hooks stand: in bodies, around calls, at markers. */
#include "pass.h"

#include <valdi/site.def>

#include <llvm-c/DebugInfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct inserter {
    LLVMModuleRef module;
    LLVMContextRef context;
    LLVMBuilderRef builder;
    struct valdi__checks checks;
    LLVMValueRef personality; /* for functions that get an exceptional exit; may be NULL */
};

static void remark(LLVMValueRef function_or_call, const struct valdi__choice *choice, const char *where) {
    char message[400];
    const char *sides = choice->kinds == VALDI__BEFORE_BIT  ? "before"
                        : choice->kinds == VALDI__AFTER_BIT ? "after"
                                                            : "before and after";
    snprintf(message, sizeof message, "point %s %s'%s'", sides, where, choice->names.signature);
    valdi__remark(function_or_call, false, message);
}

/* ---- calls ---- */

/* Inlining leaves the caller only what both functions promise about floating point and progress. A forwarder
 * has to do with neither, and must not cost the caller its promises. */
static void make_inlined(LLVMValueRef function) {
    static const char *const promises[] = {"unsafe-fp-math",      "no-infs-fp-math",
                                           "no-nans-fp-math",     "no-signed-zeros-fp-math",
                                           "approx-func-fp-math", "less-precise-fpmad"};
    LLVMContextRef context = LLVMGetModuleContext(LLVMGetGlobalParent(function));
    LLVMSetLinkage(function, LLVMInternalLinkage);
    valdi__add_attributes(function, (const char *const[]){"alwaysinline", "mustprogress", NULL});
    for (size_t i = 0; i < sizeof promises / sizeof *promises; i++)
        LLVMAddAttributeAtIndex(
            function, LLVMAttributeFunctionIndex,
            LLVMCreateStringAttribute(context, promises[i], strlen(promises[i]), "true", 4));
}

static void copy_attributes(LLVMValueRef from, LLVMAttributeIndex index,
                            void (*add)(LLVMValueRef, LLVMAttributeIndex, LLVMAttributeRef),
                            LLVMValueRef to) {
    unsigned count = LLVMGetCallSiteAttributeCount(from, index);
    LLVMAttributeRef *attributes = malloc((count + 1) * sizeof *attributes);
    LLVMGetCallSiteAttributes(from, index, attributes);
    for (unsigned i = 0; i < count; i++)
        add(to, index, attributes[i]);
    free(attributes);
}

static bool may_unwind(LLVMValueRef call, LLVMValueRef callee) {
    unsigned nounwind = LLVMGetEnumAttributeKindForName("nounwind", 8);
    LLVMValueRef caller = LLVMGetBasicBlockParent(LLVMGetInstructionParent(call));
    return !LLVMGetCallSiteEnumAttribute(call, LLVMAttributeFunctionIndex, nounwind) &&
           !valdi__has_attribute(callee, "nounwind") &&
           (LLVMIsAInvokeInst(call) || !valdi__has_attribute(caller, "nounwind"));
}

/* What stands in place of a call: the values, types and attributes it is made of. */
struct call {
    LLVMValueRef original;
    LLVMValueRef *arguments;
    LLVMTypeRef *types;
    unsigned count;
};

static void call_read(struct call *call, LLVMValueRef original) {
    call->original = original;
    call->count = LLVMGetNumArgOperands(original);
    call->arguments = malloc((call->count + 1) * sizeof *call->arguments);
    call->types = malloc((call->count + 1) * sizeof *call->types);
    for (unsigned i = 0; i < call->count; i++) {
        call->arguments[i] = LLVMGetOperand(original, i);
        call->types[i] = LLVMTypeOf(call->arguments[i]);
    }
}

static void copy_value_attributes(const struct call *call,
                                  void (*add)(LLVMValueRef, LLVMAttributeIndex, LLVMAttributeRef),
                                  LLVMValueRef to) {
    for (unsigned i = LLVMAttributeReturnIndex; i <= call->count; i++)
        copy_attributes(call->original, i, add, to);
}

/* A function that makes the call and returns what it returns; not variadic even if the callee is. */
static LLVMValueRef build_forwarder(struct inserter *inserter, const struct call *call, LLVMTypeRef type,
                                    bool unwinds) {
    LLVMValueRef forwarder = LLVMAddFunction(inserter->module, "valdi.call", type);
    make_inlined(forwarder);
    if (!unwinds)
        valdi__add_attributes(forwarder, (const char *const[]){"nounwind", NULL});
    LLVMSetFunctionCallConv(forwarder, LLVMGetInstructionCallConv(call->original));
    copy_value_attributes(call, LLVMAddAttributeAtIndex, forwarder);
    LLVMBuilderRef builder = inserter->builder;
    LLVMPositionBuilderAtEnd(builder, LLVMAppendBasicBlockInContext(inserter->context, forwarder, ""));
    LLVMSetCurrentDebugLocation2(builder, NULL);
    LLVMValueRef *parameters = malloc((call->count + 1) * sizeof *parameters);
    LLVMGetParams(forwarder, parameters);
    LLVMValueRef inner = LLVMBuildCall2(builder, LLVMGetCalledFunctionType(call->original),
                                        LLVMGetCalledValue(call->original), parameters, call->count, "");
    free(parameters);
    LLVMSetInstructionCallConv(inner, LLVMGetInstructionCallConv(call->original));
    copy_value_attributes(call, LLVMAddCallSiteAttribute, inner);
    copy_attributes(call->original, LLVMAttributeFunctionIndex, LLVMAddCallSiteAttribute, inner);
    if (LLVMGetTypeKind(LLVMTypeOf(inner)) == LLVMVoidTypeKind)
        LLVMBuildRetVoid(builder);
    else
        LLVMBuildRet(builder, inner);
    return forwarder;
}

static void replace_call(struct inserter *inserter, const struct call *call, LLVMTypeRef type,
                         LLVMValueRef forwarder) {
    LLVMValueRef original = call->original;
    LLVMBuilderRef builder = inserter->builder;
    LLVMPositionBuilderBefore(builder, original);
    LLVMSetCurrentDebugLocation2(builder, LLVMInstructionGetDebugLoc(original));
    LLVMValueRef made = LLVMIsAInvokeInst(original)
                            ? LLVMBuildInvoke2(builder, type, forwarder, call->arguments, call->count,
                                               LLVMGetNormalDest(original), LLVMGetUnwindDest(original), "")
                            : LLVMBuildCall2(builder, type, forwarder, call->arguments, call->count, "");
    LLVMSetInstructionCallConv(made, LLVMGetInstructionCallConv(original));
    copy_value_attributes(call, LLVMAddCallSiteAttribute, made);
    LLVMReplaceAllUsesWith(original, made);
    LLVMInstructionEraseFromParent(original);
}

/* Routes a call through a forwarder of its own, hooked like a body and inlined where it is called. */
static void hook_call(struct inserter *inserter, const struct valdi__choice *choice, LLVMValueRef original) {
    struct valdi__body body = {.checks = &inserter->checks,
                               .personality = inserter->personality,
                               .owner = LLVMGetBasicBlockParent(LLVMGetInstructionParent(original)),
                               .names = &choice->names,
                               .place = valdi__instruction_place(original)};
    if (valdi__is_fixed_call(original) || valdi__has_attribute(choice->function, "returns_twice")) {
        char message[400];
        snprintf(message, sizeof message, "valdi: no point at a call of '%s': it must stay as it is written",
                 choice->names.name);
        valdi__warn(inserter->module, message);
        valdi__remark(original, true, message + strlen("valdi: "));
        return;
    }
    struct call call;
    call_read(&call, original);
    LLVMTypeRef type = LLVMFunctionType(LLVMTypeOf(original), call.types, call.count, false);
    LLVMValueRef forwarder = build_forwarder(inserter, &call, type, may_unwind(original, choice->function));
    remark(original, choice, "a call of ");
    valdi__body_hook(&body, forwarder, choice->kinds);
    replace_call(inserter, &call, type, forwarder);
    free(call.arguments);
    free(call.types);
}

/* A body with hooks reads and writes memory and may stand still for long. Calls of it that were promised
 * otherwise would be merged or left out. */
static void retract_promises(const struct valdi__choice *choice) {
    static const char *const promises[] = {"readnone",
                                           "readonly",
                                           "writeonly",
                                           "argmemonly",
                                           "inaccessiblememonly",
                                           "inaccessiblemem_or_argmemonly",
                                           "memory",
                                           "speculatable",
                                           "willreturn",
                                           "nosync"};
    for (size_t i = 0; i < sizeof promises / sizeof *promises; i++) {
        unsigned kind = LLVMGetEnumAttributeKindForName(promises[i], strlen(promises[i]));
        if (!kind)
            continue; /* of another version of LLVM */
        LLVMRemoveEnumAttributeAtIndex(choice->function, LLVMAttributeFunctionIndex, kind);
        for (size_t k = 0; k < choice->call_count; k++)
            LLVMRemoveCallSiteEnumAttribute(choice->calls[k], LLVMAttributeFunctionIndex, kind);
    }
}

static void hook_calls(struct inserter *inserter, const struct valdi__choice *choice) {
    if (!LLVMIsDeclaration(choice->function))
        retract_promises(choice);
    else
        for (size_t i = 0; i < choice->call_count; i++)
            hook_call(inserter, choice, choice->calls[i]);
}

static void hook_definition(struct inserter *inserter, const struct valdi__choice *choice) {
    if (LLVMIsDeclaration(choice->function))
        return;
    LLVMLinkage linkage = LLVMGetLinkage(choice->function);
    bool local = linkage == LLVMInternalLinkage || linkage == LLVMPrivateLinkage;
    bool hidden = LLVMGetVisibility(choice->function) == LLVMHiddenVisibility;
    struct valdi__body body = {.checks = &inserter->checks,
                               .personality = inserter->personality,
                               .owner = choice->function,
                               .names = &choice->names,
                               .flags =
                                   VALDI_IN_BODY | (local ? VALDI_LOCAL : 0) | (hidden ? VALDI_HIDDEN : 0),
                               .place = choice->place};
    remark(choice->function, choice, "");
    valdi__body_hook(&body, choice->function, choice->kinds);
}

/* ---- markers ---- */

/* VALDI_POINT("x") is llvm.annotation(0, "valdi:point:x", file, line). */
static const char *marker_name(LLVMValueRef annotation) {
    static const char prefix[] = "valdi:point:";
    size_t length;
    const char *text = valdi__constant_text(LLVMGetOperand(annotation, 1), &length);
    return text && !strncmp(text, prefix, strlen(prefix)) ? text + strlen(prefix) : NULL;
}

static void hook_marker(struct inserter *inserter, LLVMValueRef annotation, const char *name) {
    LLVMValueRef owner = LLVMGetBasicBlockParent(LLVMGetInstructionParent(annotation));
    struct valdi__names names;
    valdi__names_read(&names, owner);
    free(names.name);
    names.name = strdup(name);
    struct valdi__place place = valdi__instruction_place(annotation);
    if (!place.line) {
        place.line = LLVMConstIntGetZExtValue(LLVMGetOperand(annotation, 3));
        place.file = valdi__constant_text(LLVMGetOperand(annotation, 2), &place.file_length);
    }
    struct valdi__hook hook = {.armed = valdi__armed_create(owner, &names),
                               .unoptimized = valdi__has_attribute(owner, "optnone")};
    struct valdi__text values = {0}, none = {0};
    valdi__values_of_marker(&hook.values, &values, annotation);
    LLVMValueRef texts = valdi__texts_create(inserter->module, &names, &place, &values, &none);
    free(values.bytes);
    hook.site = valdi__site_create(owner, texts, hook.armed, &names, VALDI_MARKER, VALDI_IN_BODY, &place);
    valdi__checks_insert(&inserter->checks, annotation, &hook);
    valdi__names_free(&names);
}

static void hook_markers(struct inserter *inserter, const struct valdi__choices *choices) {
    for (LLVMValueRef f = LLVMGetFirstFunction(inserter->module); f; f = LLVMGetNextFunction(f)) {
        size_t length;
        if (strncmp(LLVMGetValueName2(f, &length), "llvm.annotation.", 16))
            continue;
        for (LLVMUseRef use = LLVMGetFirstUse(f), next; use; use = next) {
            LLVMValueRef annotation = LLVMGetUser(use);
            const char *name = marker_name(annotation);
            next = LLVMGetNextUse(use);
            if (!name)
                continue;
            if (!valdi__is_excluded(choices, LLVMGetBasicBlockParent(LLVMGetInstructionParent(annotation))))
                hook_marker(inserter, annotation, name);
            LLVMReplaceAllUsesWith(annotation, LLVMGetOperand(annotation, 0));
            LLVMInstructionEraseFromParent(annotation);
        }
    }
}

/* ---- landings ---- */

static void hook_landing(struct inserter *inserter, LLVMValueRef call) {
    LLVMValueRef owner = LLVMGetBasicBlockParent(LLVMGetInstructionParent(call));
    struct valdi__place place = valdi__instruction_place(call);
    struct valdi__names names;
    valdi__names_read(&names, owner);
    struct valdi__hook hook = {.armed = valdi__armed_create(owner, &names),
                               .unoptimized = valdi__has_attribute(owner, "optnone")};
    struct valdi__text none = {0};
    LLVMValueRef texts = valdi__texts_create(inserter->module, &names, &place, &none, &none);
    hook.site = valdi__site_create(owner, texts, hook.armed, &names, VALDI_LANDING, VALDI_IN_BODY, &place);
    valdi__checks_insert(&inserter->checks, LLVMGetNextInstruction(call), &hook);
    valdi__names_free(&names);
}

/* Behind each call that may return again: what was entered since, and not left, was jumped out of. */
static void hook_landings(struct inserter *inserter, const struct valdi__choices *choices) {
    for (LLVMValueRef f = LLVMGetFirstFunction(inserter->module); f; f = LLVMGetNextFunction(f)) {
        size_t length;
        if (!valdi__has_attribute(f, "returns_twice") || !strcmp(LLVMGetValueName2(f, &length), "vfork"))
            continue;
        for (LLVMUseRef use = LLVMGetFirstUse(f); use; use = LLVMGetNextUse(use)) {
            LLVMValueRef call = LLVMGetUser(use);
            if (LLVMIsACallInst(call) && LLVMGetCalledValue(call) == f && !valdi__is_must_tail(call) &&
                !valdi__is_excluded(choices, LLVMGetBasicBlockParent(LLVMGetInstructionParent(call))))
                hook_landing(inserter, call);
        }
    }
}

void valdi__insert(LLVMModuleRef module, const struct valdi__choices *choices) {
    LLVMContextRef context = LLVMGetModuleContext(module);
    struct inserter inserter = {.module = module,
                                .context = context,
                                .builder = LLVMCreateBuilderInContext(context),
                                .personality = valdi__module_personality(module)};
    valdi__checks_create(&inserter.checks, module);
    /* Calls first: hooking a body replaces the calls in it that an exception may leave. */
    for (size_t i = 0; i < choices->count; i++)
        hook_calls(&inserter, &choices->items[i]);
    for (size_t i = 0; i < choices->count; i++)
        hook_definition(&inserter, &choices->items[i]);
    hook_markers(&inserter, choices);
    if (choices->count)
        hook_landings(&inserter, choices);
    valdi__checks_finish(&inserter.checks);
    LLVMDisposeBuilder(inserter.builder);
}
