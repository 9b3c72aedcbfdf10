/* What the inserted code is: calls of small functions that are always inlined, so that the pass splits no
 * block and LLVM's inliner does edges, PHIs and debug locations. */
#include "pass.h"

#include <valdi/site.def>

#include <llvm-c/DebugInfo.h>
#include <string.h>

enum { PRESERVE_MOST = 14 /* llvm::CallingConv */ };

void valdi__add_attributes(LLVMValueRef function, const char *const names[]) {
    LLVMContextRef context = LLVMGetModuleContext(LLVMGetGlobalParent(function));
    for (; *names; names++)
        LLVMAddAttributeAtIndex(
            function, LLVMAttributeFunctionIndex,
            LLVMCreateEnumAttribute(context, LLVMGetEnumAttributeKindForName(*names, strlen(*names)), 0));
}

/* Inlining leaves the caller only what both functions promise about floating point and progress. This one
 * has to do with neither, and must not cost the caller its promises. */
void valdi__make_inlined(LLVMValueRef function) {
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

/* ---- building ---- */

/* A check under construction: entry, then (to be filled, up to its end), done. */
struct body {
    LLVMBuilderRef builder; /* at the end of entry */
    LLVMBasicBlockRef then, done;
};

static struct body body_start(struct valdi__check *check, LLVMModuleRef module, const char *name,
                              LLVMTypeRef *parameters, unsigned count) {
    LLVMContextRef context = LLVMGetModuleContext(module);
    check->type = LLVMFunctionType(LLVMVoidTypeInContext(context), parameters, count, false);
    check->function = LLVMAddFunction(module, name, check->type);
    valdi__make_inlined(check->function);
    valdi__add_attributes(check->function, (const char *const[]){"nounwind", NULL});
    struct body body = {.builder = LLVMCreateBuilderInContext(context)};
    LLVMPositionBuilderAtEnd(body.builder, LLVMAppendBasicBlockInContext(context, check->function, ""));
    body.then = LLVMAppendBasicBlockInContext(context, check->function, "hit");
    body.done = LLVMAppendBasicBlockInContext(context, check->function, "go");
    return body;
}

/* Ends entry: goes on to then if the condition holds. */
static void body_branch(struct body *body, LLVMValueRef condition) {
    LLVMBuildCondBr(body->builder, condition, body->then, body->done);
    LLVMPositionBuilderAtEnd(body->builder, body->then);
}

static void body_end(struct body *body) {
    LLVMBuildBr(body->builder, body->done);
    LLVMPositionBuilderAtEnd(body->builder, body->done);
    LLVMBuildRetVoid(body->builder);
    LLVMDisposeBuilder(body->builder);
}

/* The load is volatile: a plain one is moved out of loops, and arming in mid-loop would go unseen. */
static LLVMValueRef build_armed(LLVMModuleRef module, LLVMBuilderRef builder, LLVMValueRef site) {
    LLVMContextRef context = LLVMGetModuleContext(module);
    LLVMTypeRef byte = LLVMInt8TypeInContext(context);
    LLVMValueRef field =
        LLVMBuildStructGEP2(builder, valdi__site_type(module), site, valdi__site_armed_field(), "");
    LLVMValueRef armed = LLVMBuildLoad2(builder, byte, field, "armed");
    LLVMSetVolatile(armed, true);
    LLVMSetMetadata(armed, LLVMGetMDKindIDInContext(context, "nosanitize", 10),
                    LLVMMetadataAsValue(context, LLVMMDNodeInContext2(context, NULL, 0)));
    return LLVMBuildICmp(builder, LLVMIntNE, armed, LLVMConstNull(byte), "");
}

/* void (site): if (site->armed) __valdi_hit(site) */
static void build_plain(struct valdi__checks *checks) {
    LLVMTypeRef parameter = LLVMPointerType(valdi__site_type(checks->module), 0);
    struct body body = body_start(&checks->plain, checks->module, "__valdi_check", &parameter, 1);
    LLVMValueRef site = LLVMGetParam(checks->plain.function, 0);
    checks->hit = LLVMAddFunction(checks->module, VALDI_HIT, checks->plain.type);
    LLVMSetFunctionCallConv(checks->hit, PRESERVE_MOST);
    /* nonlazybind: the dynamic linker's lazy binding would not preserve what the convention promises. */
    valdi__add_attributes(checks->hit, (const char *const[]){"cold", "nounwind", "nonlazybind", NULL});
    body_branch(&body, build_armed(checks->module, body.builder, site));
    LLVMValueRef call = LLVMBuildCall2(body.builder, checks->plain.type, checks->hit, &site, 1, "");
    LLVMSetInstructionCallConv(call, PRESERVE_MOST);
    body_end(&body);
}

/* void (site, exception): the same, unless the thread is being ended. pthread_exit and cancellation unwind
 * like an exception, but nothing is ever after them. They leave the address of a function in the
 * exception's private_1, which is 0 in all others (Itanium C++ ABI: Exception Handling, 1.2.2 and 1.3). */
static void build_unwound(struct valdi__checks *checks) {
    enum { PRIVATE_1 = 16 /* bytes into struct _Unwind_Exception */ };
    LLVMContextRef context = LLVMGetModuleContext(checks->module);
    LLVMTypeRef byte = LLVMInt8TypeInContext(context), word = LLVMInt64TypeInContext(context);
    LLVMTypeRef parameters[] = {LLVMPointerType(valdi__site_type(checks->module), 0),
                                valdi__byte_pointer(checks->module)};
    struct body body = body_start(&checks->unwound, checks->module, "__valdi_check_unwound", parameters, 2);
    LLVMValueRef site = LLVMGetParam(checks->unwound.function, 0),
                 offset = LLVMConstInt(word, PRIVATE_1, false);
    LLVMValueRef field =
        LLVMBuildGEP2(body.builder, byte, LLVMGetParam(checks->unwound.function, 1), &offset, 1, "");
    field = LLVMBuildBitCast(body.builder, field, LLVMPointerType(word, 0), "");
    LLVMValueRef stop = LLVMBuildLoad2(body.builder, word, field, "stop");
    body_branch(&body, LLVMBuildICmp(body.builder, LLVMIntEQ, stop, LLVMConstNull(word), ""));
    LLVMBuildCall2(body.builder, checks->plain.type, checks->plain.function, &site, 1, "");
    body_end(&body);
}

void valdi__checks_create(struct valdi__checks *checks, LLVMModuleRef module) {
    checks->module = module;
    build_plain(checks);
    build_unwound(checks);
}

/* ---- using ---- */

/* What is inlined into a function with debug information needs a place. */
static void set_place(LLVMContextRef context, LLVMBuilderRef at) {
    LLVMMetadataRef subprogram = LLVMGetSubprogram(LLVMGetBasicBlockParent(LLVMGetInsertBlock(at)));
    if (!subprogram || LLVMGetCurrentDebugLocation2(at))
        return;
    unsigned line = LLVMDISubprogramGetLine(subprogram);
    LLVMSetCurrentDebugLocation2(at, LLVMDIBuilderCreateDebugLocation(context, line, 0, subprogram, NULL));
}

void valdi__checks_insert(const struct valdi__checks *checks, LLVMBuilderRef at, LLVMValueRef site,
                          LLVMValueRef resume) {
    const struct valdi__check *check = resume ? &checks->unwound : &checks->plain;
    LLVMValueRef arguments[2] = {site};
    set_place(LLVMGetModuleContext(checks->module), at);
    if (resume)
        arguments[1] = LLVMBuildExtractValue(at, LLVMGetOperand(resume, 0), 0, "");
    LLVMBuildCall2(at, check->type, check->function, arguments, resume ? 2 : 1, "");
}

static void delete_unused(LLVMValueRef function) {
    if (!LLVMGetFirstUse(function))
        LLVMDeleteFunction(function);
}

void valdi__checks_finish(struct valdi__checks *checks) {
    delete_unused(checks->unwound.function);
    delete_unused(checks->plain.function);
    delete_unused(checks->hit);
}
