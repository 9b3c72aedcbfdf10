/* Hooks in a function's body: at its entry, and where it is left. */
#include "pass.h"

#include <valdi/site.def>

#include <llvm-c/DebugInfo.h>
#include <stdlib.h>
#include <string.h>

/* Code that splits the entry block must leave the stack's variables in it: moves those that come late up. */
static void gather_allocas(LLVMBuilderRef builder, LLVMBasicBlockRef entry) {
    LLVMValueRef first = LLVMGetFirstInstruction(entry), next;
    while (LLVMIsAAllocaInst(first))
        first = LLVMGetNextInstruction(first);
    for (LLVMValueRef i = first; i; i = next) {
        next = LLVMGetNextInstruction(i);
        if (!LLVMIsAAllocaInst(i) || !LLVMIsAConstantInt(LLVMGetOperand(i, 0)))
            continue;
        LLVMInstructionRemoveFromParent(i);
        LLVMPositionBuilderBefore(builder, first);
        LLVMInsertIntoBuilder(builder, i);
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

/* Whether it is the address of a variable on the stack, or of a part of one. */
static bool is_in_variable(LLVMValueRef value) {
    while (LLVMIsAGetElementPtrInst(value) || LLVMIsABitCastInst(value))
        value = LLVMGetOperand(value, 0);
    return LLVMIsAAllocaInst(value);
}

/* Behind the arguments' way into variables: there a debugger shows them. */
static LLVMValueRef first_of_body(LLVMValueRef function) {
    LLVMValueRef i = LLVMGetFirstInstruction(LLVMGetEntryBasicBlock(function));
    while (LLVMIsAAllocaInst(i) || is_debug_intrinsic(i) || is_argument(i) || is_in_variable(i) ||
           (LLVMIsAStoreInst(i) && is_argument(LLVMGetOperand(i, 0)) && is_in_variable(LLVMGetOperand(i, 1))))
        i = LLVMGetNextInstruction(i);
    return i;
}

static LLVMValueRef body_site(const struct valdi__body *body, unsigned kind, unsigned flags) {
    return valdi__site_create(body->owner, body->texts, body->armed, body->names, kind, body->flags | flags,
                              &body->place);
}

static bool is_unoptimized(const struct valdi__body *body) {
    return valdi__has_attribute(body->owner, "optnone");
}

static void hook_exit(LLVMValueRef exit, void *context) {
    struct valdi__body *body = context;
    struct valdi__hook hook = {.armed = body->armed, .unoptimized = is_unoptimized(body)};
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
    valdi__checks_insert(body->checks, exit, &hook);
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
LLVMValueRef valdi__module_personality(LLVMModuleRef module) {
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
static void stop_exceptions(LLVMValueRef personality, LLVMValueRef function) {
    if (valdi__has_attribute(function, "nounwind"))
        return;
    if (personality && !LLVMHasPersonalityFn(function))
        LLVMSetPersonalityFn(function, personality);
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block;
         block = LLVMGetNextBasicBlock(block))
        for (LLVMValueRef i = LLVMGetFirstInstruction(block); i; i = LLVMGetNextInstruction(i))
            if (LLVMIsALandingPadInst(i))
                LLVMSetCleanup(i, true);
}

void valdi__body_hook(struct valdi__body *body, LLVMValueRef function, unsigned kinds) {
    body->armed = valdi__armed_create(body->owner, body->names);
    struct valdi__hook entry = {.armed = body->armed, .at_entry = true, .unoptimized = is_unoptimized(body)};
    struct valdi__text arguments = {0}, result = {0};
    valdi__values_of_arguments(&entry.values, &arguments, function);
    body->result = valdi__values_describe_result(&result, function);
    body->texts = valdi__texts_create(body->checks->module, body->names, &body->place, &arguments, &result);
    free(arguments.bytes);
    free(result.bytes);
    if (kinds & VALDI__BEFORE_BIT) {
        gather_allocas(body->checks->builder, LLVMGetEntryBasicBlock(function));
        entry.site = body_site(body, VALDI_BEFORE, 0);
        valdi__checks_insert(body->checks, first_of_body(function), &entry);
        if (function == body->owner && valdi__may_be_started(function))
            valdi__site_prefix(function, entry.site);
    }
    if (kinds & VALDI__AFTER_BIT) {
        stop_exceptions(body->personality, function);
        valdi__each_exit(function, hook_exit, body);
    }
}
