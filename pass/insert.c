/* Where the hooks stand: at the entry and the exits of bodies, around calls, at markers. */
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

/* ---- bodies ---- */

/* A function's body to be hooked. owner is where the records belong: the function itself, or the caller
 * if the body is a forwarder made for one call. */
struct body {
    struct inserter *inserter;
    LLVMValueRef owner;
    const struct valdi__names *names;
    unsigned flags;
    struct valdi__place place;
    LLVMValueRef texts;          /* of its sites */
    char result;                 /* the class of what it returns */
    LLVMValueRef after, unwound; /* sites, made when first needed */
};

/* Code that splits the entry block must leave the stack's variables in it: moves those that come late up. */
static void gather_allocas(struct inserter *inserter, LLVMBasicBlockRef entry) {
    LLVMValueRef first = LLVMGetFirstInstruction(entry), next;
    while (LLVMIsAAllocaInst(first))
        first = LLVMGetNextInstruction(first);
    for (LLVMValueRef i = first; i; i = next) {
        next = LLVMGetNextInstruction(i);
        if (!LLVMIsAAllocaInst(i) || !LLVMIsAConstantInt(LLVMGetOperand(i, 0)))
            continue;
        LLVMInstructionRemoveFromParent(i);
        LLVMPositionBuilderBefore(inserter->builder, first);
        LLVMInsertIntoBuilder(inserter->builder, i);
    }
}

static bool is_debug_intrinsic(LLVMValueRef instruction) {
    size_t length;
    return LLVMIsACallInst(instruction) && LLVMIsAFunction(LLVMGetCalledValue(instruction)) &&
           valdi__starts(LLVMGetValueName2(LLVMGetCalledValue(instruction), &length), "llvm.dbg.");
}

/* Whether it is an argument, or one widened: a boolean is stored as a byte. */
static bool is_argument(LLVMValueRef value) {
    return LLVMIsAArgument(value) || (LLVMIsAZExtInst(value) && LLVMIsAArgument(LLVMGetOperand(value, 0)));
}

/* Behind the arguments' way into variables: there a debugger shows them. */
static LLVMValueRef first_of_body(LLVMValueRef function) {
    LLVMValueRef i = LLVMGetFirstInstruction(LLVMGetEntryBasicBlock(function));
    while (
        LLVMIsAAllocaInst(i) || is_debug_intrinsic(i) || is_argument(i) ||
        (LLVMIsAStoreInst(i) && is_argument(LLVMGetOperand(i, 0)) && LLVMIsAAllocaInst(LLVMGetOperand(i, 1))))
        i = LLVMGetNextInstruction(i);
    return i;
}

static LLVMValueRef body_site(const struct body *body, unsigned kind, unsigned flags) {
    return valdi__site_create(body->owner, body->texts, body->names, kind, body->flags | flags, &body->place);
}

static bool is_unoptimized(const struct body *body) {
    return valdi__has_attribute(body->owner, "optnone");
}

static void hook_exit(LLVMValueRef exit, void *context) {
    struct body *body = context;
    struct valdi__hook hook = {.unoptimized = is_unoptimized(body)};
    if (LLVMGetInstructionOpcode(exit) == LLVMResume) {
        if (!body->unwound)
            body->unwound = body_site(body, VALDI_AFTER, VALDI_UNWOUND);
        hook.site = body->unwound;
    } else {
        if (LLVMIsAReturnInst(exit) && body->result != '-')
            hook.values =
                (struct valdi__values){.items = {{body->result, LLVMGetOperand(exit, 0)}}, .count = 1};
        if (!body->after)
            body->after = body_site(body, VALDI_AFTER, 0);
        hook.site = body->after;
    }
    valdi__checks_insert(&body->inserter->checks, exit, &hook);
}

/* What the module's functions would have if they caught anything, by the language of the first mangled name;
 * NULL in C. */
static const char *personality_name(LLVMModuleRef module) {
    size_t length;
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f; f = LLVMGetNextFunction(f)) {
        const char *symbol = LLVMGetValueName2(f, &length);
        if (valdi__is_rust(symbol))
            return "rust_eh_personality";
        if (valdi__starts(symbol, "_Z"))
            return "__gxx_personality_v0";
    }
    return NULL;
}

/* EscapeEnumerator would give a function without a personality C's, which in C++ and Rust keeps it from being
 * inlined into functions that have their own. NULL where the enumerator's choice is right. */
static LLVMValueRef module_personality(LLVMModuleRef module) {
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f; f = LLVMGetNextFunction(f))
        if (LLVMHasPersonalityFn(f))
            return LLVMGetPersonalityFn(f);
    const char *name = personality_name(module);
    if (!name)
        return NULL;
    LLVMTypeRef word = LLVMInt32TypeInContext(LLVMGetModuleContext(module));
    LLVMValueRef declared = LLVMGetNamedFunction(module, name);
    return declared ? declared : LLVMAddFunction(module, name, LLVMFunctionType(word, NULL, 0, true));
}

/* An exception that none of the function's handlers takes would pass it by: its landing pads must want to
 * clean up. */
static void stop_exceptions(struct inserter *inserter, LLVMValueRef function) {
    if (valdi__has_attribute(function, "nounwind"))
        return;
    if (inserter->personality && !LLVMHasPersonalityFn(function))
        LLVMSetPersonalityFn(function, inserter->personality);
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block;
         block = LLVMGetNextBasicBlock(block))
        for (LLVMValueRef i = LLVMGetFirstInstruction(block); i; i = LLVMGetNextInstruction(i))
            if (LLVMIsALandingPadInst(i))
                LLVMSetCleanup(i, true);
}

static void hook_body(struct body *body, LLVMValueRef function, unsigned kinds) {
    struct valdi__hook entry = {.at_entry = true, .unoptimized = is_unoptimized(body)};
    struct valdi__text arguments = {0}, result = {0};
    valdi__values_of_arguments(&entry.values, &arguments, function);
    body->result = valdi__values_describe_result(&result, function);
    body->texts =
        valdi__texts_create(body->inserter->module, body->names, &body->place, &arguments, &result);
    free(arguments.bytes);
    free(result.bytes);
    if (kinds & VALDI__BEFORE_BIT) {
        gather_allocas(body->inserter, LLVMGetEntryBasicBlock(function));
        entry.site = body_site(body, VALDI_BEFORE, 0);
        valdi__checks_insert(&body->inserter->checks, first_of_body(function), &entry);
    }
    if (kinds & VALDI__AFTER_BIT) {
        stop_exceptions(body->inserter, function);
        valdi__each_exit(function, hook_exit, body);
    }
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
    struct body body = {.inserter = inserter,
                        .owner = LLVMGetBasicBlockParent(LLVMGetInstructionParent(original)),
                        .names = &choice->names,
                        .place = valdi__instruction_place(original)};
    if (valdi__is_fixed_call(original) || valdi__has_attribute(choice->function, "returns_twice")) {
        char message[400];
        snprintf(message, sizeof message, "valdi: no point at a call of '%s': it must stay as it is written",
                 choice->names.name);
        valdi__warn(inserter->module, message);
        return;
    }
    struct call call;
    call_read(&call, original);
    LLVMTypeRef type = LLVMFunctionType(LLVMTypeOf(original), call.types, call.count, false);
    LLVMValueRef forwarder = build_forwarder(inserter, &call, type, may_unwind(original, choice->function));
    hook_body(&body, forwarder, choice->kinds);
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
    struct body body = {.inserter = inserter,
                        .owner = choice->function,
                        .names = &choice->names,
                        .flags = VALDI_IN_BODY | (local ? VALDI_LOCAL : 0) | (hidden ? VALDI_HIDDEN : 0),
                        .place = choice->place};
    hook_body(&body, choice->function, choice->kinds);
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
    struct valdi__hook hook = {.unoptimized = valdi__has_attribute(owner, "optnone")};
    struct valdi__text values = {0}, none = {0};
    valdi__values_of_marker(&hook.values, &values, annotation);
    LLVMValueRef texts = valdi__texts_create(inserter->module, &names, &place, &values, &none);
    free(values.bytes);
    hook.site = valdi__site_create(owner, texts, &names, VALDI_MARKER, VALDI_IN_BODY, &place);
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
    struct valdi__hook hook = {.unoptimized = valdi__has_attribute(owner, "optnone")};
    valdi__names_read(&names, owner);
    struct valdi__text none = {0};
    LLVMValueRef texts = valdi__texts_create(inserter->module, &names, &place, &none, &none);
    hook.site = valdi__site_create(owner, texts, &names, VALDI_LANDING, VALDI_IN_BODY, &place);
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
                                .personality = module_personality(module)};
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
