/* The hooks in the code: a call of a small function that is always inlined, so that no block is split
 * here and LLVM's inliner does the edges, PHIs and debug locations. */
#include "pass.h"

#include <valdi/site.def>

#include <llvm-c/DebugInfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PRESERVE_MOST = 14 /* llvm::CallingConv */ };

struct inserter {
    LLVMModuleRef module;
    LLVMContextRef context;
    LLVMBuilderRef builder;
    LLVMTypeRef check_type;
    LLVMValueRef check;       /* void (site): "if (site->armed) __valdi_hit(site)" */
    LLVMValueRef personality; /* for functions that get an exceptional exit; may be NULL */
};

static LLVMAttributeRef attribute(LLVMContextRef context, const char *name) {
    return LLVMCreateEnumAttribute(context, LLVMGetEnumAttributeKindForName(name, strlen(name)), 0);
}

static void add_attributes(LLVMValueRef function, const char *const names[]) {
    LLVMContextRef context = LLVMGetModuleContext(LLVMGetGlobalParent(function));
    for (; *names; names++)
        LLVMAddAttributeAtIndex(function, LLVMAttributeFunctionIndex, attribute(context, *names));
}

/* ---- the check ---- */

static LLVMValueRef hit_function(struct inserter *inserter) {
    LLVMValueRef hit = LLVMAddFunction(inserter->module, VALDI_HIT, inserter->check_type);
    LLVMSetFunctionCallConv(hit, PRESERVE_MOST);
    /* nonlazybind: the dynamic linker's lazy binding would not preserve what the convention promises. */
    add_attributes(hit, (const char *const[]){"cold", "nounwind", "nonlazybind", NULL});
    return hit;
}

/* The load is volatile: a plain one is moved out of loops, and arming in mid-loop would go unseen. */
static LLVMValueRef build_armed(struct inserter *inserter, LLVMBuilderRef builder, LLVMValueRef site) {
    LLVMTypeRef byte = LLVMInt8TypeInContext(inserter->context);
    LLVMValueRef field =
        LLVMBuildStructGEP2(builder, valdi__site_type(inserter->module), site, valdi__site_armed_field(), "");
    LLVMValueRef armed = LLVMBuildLoad2(builder, byte, field, "armed");
    LLVMSetVolatile(armed, true);
    LLVMSetMetadata(armed, LLVMGetMDKindIDInContext(inserter->context, "nosanitize", 10),
                    LLVMMetadataAsValue(inserter->context, LLVMMDNodeInContext2(inserter->context, NULL, 0)));
    return LLVMBuildICmp(builder, LLVMIntNE, armed, LLVMConstNull(byte), "");
}

static void build_check(struct inserter *inserter) {
    LLVMContextRef context = inserter->context;
    LLVMTypeRef site = LLVMPointerType(valdi__site_type(inserter->module), 0);
    inserter->check_type = LLVMFunctionType(LLVMVoidTypeInContext(context), &site, 1, false);
    inserter->check = LLVMAddFunction(inserter->module, "__valdi_check", inserter->check_type);
    LLVMSetLinkage(inserter->check, LLVMInternalLinkage);
    add_attributes(inserter->check, (const char *const[]){"alwaysinline", "nounwind", NULL});
    LLVMBasicBlockRef entry = LLVMAppendBasicBlockInContext(context, inserter->check, "");
    LLVMBasicBlockRef slow = LLVMAppendBasicBlockInContext(context, inserter->check, "hit");
    LLVMBasicBlockRef done = LLVMAppendBasicBlockInContext(context, inserter->check, "go");
    LLVMValueRef argument = LLVMGetParam(inserter->check, 0);
    LLVMBuilderRef builder = LLVMCreateBuilderInContext(context);
    LLVMPositionBuilderAtEnd(builder, entry);
    LLVMBuildCondBr(builder, build_armed(inserter, builder, argument), slow, done);
    LLVMPositionBuilderAtEnd(builder, slow);
    LLVMValueRef call =
        LLVMBuildCall2(builder, inserter->check_type, hit_function(inserter), &argument, 1, "");
    LLVMSetInstructionCallConv(call, PRESERVE_MOST);
    LLVMBuildBr(builder, done);
    LLVMPositionBuilderAtEnd(builder, done);
    LLVMBuildRetVoid(builder);
    LLVMDisposeBuilder(builder);
}

/* Inserts a check before the instruction at which the builder stands. */
static void insert_check(struct inserter *inserter, LLVMBuilderRef at, LLVMValueRef site) {
    LLVMMetadataRef subprogram = LLVMGetSubprogram(LLVMGetBasicBlockParent(LLVMGetInsertBlock(at)));
    if (!inserter->check)
        build_check(inserter);
    if (subprogram && !LLVMGetCurrentDebugLocation2(at))
        LLVMSetCurrentDebugLocation2(at, LLVMDIBuilderCreateDebugLocation(inserter->context,
                                                                          LLVMDISubprogramGetLine(subprogram),
                                                                          0, subprogram, NULL));
    LLVMBuildCall2(at, inserter->check_type, inserter->check, &site, 1, "");
}

static void insert_check_before(struct inserter *inserter, LLVMValueRef instruction, LLVMValueRef site) {
    LLVMSetCurrentDebugLocation2(inserter->builder, LLVMInstructionGetDebugLoc(instruction));
    LLVMPositionBuilderBefore(inserter->builder, instruction);
    insert_check(inserter, inserter->builder, site);
}

/* ---- bodies ---- */

/* A function's body to be hooked. owner is where the records belong: the function itself, or the caller
 * if the body is a forwarder made for one call. */
struct body {
    struct inserter *inserter;
    LLVMValueRef owner;
    const struct valdi__names *names;
    unsigned flags;
    struct valdi__place place;
    LLVMValueRef after, unwound; /* sites, made when first needed */
};

static LLVMValueRef first_after_allocas(LLVMValueRef function) {
    LLVMValueRef instruction = LLVMGetFirstInstruction(LLVMGetEntryBasicBlock(function));
    while (LLVMIsAAllocaInst(instruction))
        instruction = LLVMGetNextInstruction(instruction);
    return instruction;
}

static void hook_exit(LLVMBuilderRef at, bool unwinding, void *context) {
    struct body *body = context;
    LLVMValueRef *site = unwinding ? &body->unwound : &body->after;
    if (!*site)
        *site = valdi__site_create(body->owner, body->names, VALDI_AFTER,
                                   body->flags | (unwinding ? VALDI_UNWOUND : 0), &body->place);
    insert_check(body->inserter, at, *site);
}

/* EscapeEnumerator would give a function without a personality C's, which in C++ keeps it from being
 * inlined into functions that have C++'s. NULL where the enumerator's choice is right. */
static LLVMValueRef module_personality(LLVMModuleRef module) {
    bool cplusplus = false;
    for (LLVMValueRef f = LLVMGetFirstFunction(module); f; f = LLVMGetNextFunction(f)) {
        size_t length;
        if (LLVMHasPersonalityFn(f))
            return LLVMGetPersonalityFn(f);
        cplusplus = cplusplus || !strncmp(LLVMGetValueName2(f, &length), "_Z", 2);
    }
    if (!cplusplus)
        return NULL;
    LLVMTypeRef word = LLVMInt32TypeInContext(LLVMGetModuleContext(module));
    LLVMValueRef declared = LLVMGetNamedFunction(module, "__gxx_personality_v0");
    return declared ? declared
                    : LLVMAddFunction(module, "__gxx_personality_v0", LLVMFunctionType(word, NULL, 0, true));
}

/* An exception that none of the function's handlers takes would pass it by: its landing pads must want to clean up. */
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
    if (kinds & VALDI__BEFORE_BIT) {
        LLVMValueRef site =
            valdi__site_create(body->owner, body->names, VALDI_BEFORE, body->flags, &body->place);
        insert_check_before(body->inserter, first_after_allocas(function), site);
    }
    if (kinds & VALDI__AFTER_BIT) {
        stop_exceptions(body->inserter, function);
        valdi__each_exit(function, hook_exit, body);
    }
}

/* ---- calls ---- */

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
    LLVMSetLinkage(forwarder, LLVMInternalLinkage);
    add_attributes(forwarder, (const char *const[]){"alwaysinline", unwinds ? NULL : "nounwind", NULL});
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

static void hook_calls(struct inserter *inserter, const struct valdi__choice *choice) {
    for (size_t i = 0; i < choice->call_count; i++)
        hook_call(inserter, choice, choice->calls[i]);
}

static void hook_definition(struct inserter *inserter, const struct valdi__choice *choice) {
    if (LLVMIsDeclaration(choice->function))
        return;
    LLVMLinkage linkage = LLVMGetLinkage(choice->function);
    bool local = linkage == LLVMInternalLinkage || linkage == LLVMPrivateLinkage;
    struct body body = {.inserter = inserter,
                        .owner = choice->function,
                        .names = &choice->names,
                        .flags = VALDI_IN_BODY | (local ? VALDI_LOCAL : 0),
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
    LLVMValueRef site = valdi__site_create(owner, &names, VALDI_MARKER, VALDI_IN_BODY, &place);
    insert_check_before(inserter, annotation, site);
    valdi__names_free(&names);
}

static void hook_markers(struct inserter *inserter, bool excluded) {
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
            if (!excluded)
                hook_marker(inserter, annotation, name);
            LLVMReplaceAllUsesWith(annotation, LLVMGetOperand(annotation, 0));
            LLVMInstructionEraseFromParent(annotation);
        }
    }
}

void valdi__insert(LLVMModuleRef module, const struct valdi__choices *choices) {
    LLVMContextRef context = LLVMGetModuleContext(module);
    struct inserter inserter = {.module = module,
                                .context = context,
                                .builder = LLVMCreateBuilderInContext(context),
                                .personality = module_personality(module)};
    /* Calls first: hooking a body replaces the calls in it that an exception may leave. */
    for (size_t i = 0; i < choices->count; i++)
        hook_calls(&inserter, &choices->items[i]);
    for (size_t i = 0; i < choices->count; i++)
        hook_definition(&inserter, &choices->items[i]);
    hook_markers(&inserter, choices->no_markers);
    LLVMDisposeBuilder(inserter.builder);
}
