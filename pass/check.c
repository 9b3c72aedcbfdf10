/* What the inserted code is: one byte tested, and the hit in a block of its own, out of the way. */
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

/* ---- what is called ---- */

/* The module may be the runtime itself. */
static LLVMValueRef declare(LLVMModuleRef module, const char *name, LLVMTypeRef type) {
    LLVMValueRef had = LLVMGetNamedFunction(module, name);
    return had ? had : LLVMAddFunction(module, name, type);
}

void valdi__checks_create(struct valdi__checks *checks, LLVMModuleRef module) {
    LLVMContextRef context = LLVMGetModuleContext(module);
    LLVMTypeRef site = valdi__byte_pointer(module);
    LLVMTypeRef type = LLVMFunctionType(LLVMVoidTypeInContext(context), &site, 1, false);
    *checks = (struct valdi__checks){.module = module,
                                     .builder = LLVMCreateBuilderInContext(context),
                                     .hit = declare(module, VALDI_HIT, type),
                                     .plain = declare(module, VALDI_HIT_PLAIN, type)};
    LLVMSetFunctionCallConv(checks->hit, PRESERVE_MOST);
    /* nonlazybind: the dynamic linker's lazy binding would not preserve all registers. */
    valdi__add_attributes(checks->hit, (const char *const[]){"cold", "nounwind", "nonlazybind", NULL});
    valdi__add_attributes(checks->plain, (const char *const[]){"cold", "nounwind", NULL});
}

static void delete_unused(LLVMValueRef function) {
    if (!LLVMGetFirstUse(function) && LLVMIsDeclaration(function))
        LLVMDeleteFunction(function);
}

void valdi__checks_finish(struct valdi__checks *checks) {
    delete_unused(checks->hit);
    delete_unused(checks->plain);
    LLVMDisposeBuilder(checks->builder);
}

/* ---- conditions ---- */

/* Continues in a new block that is entered if the condition holds. */
static void enter_if(const struct valdi__checks *checks, LLVMValueRef condition, LLVMValueRef before) {
    LLVMMetadataRef place = LLVMGetCurrentDebugLocation2(checks->builder);
    LLVMPositionBuilderBefore(checks->builder, valdi__split_if(condition, before));
    LLVMSetCurrentDebugLocation2(checks->builder, place);
}

/* The load is volatile: a plain one is moved out of loops, and arming in mid-loop would go unseen. */
static LLVMValueRef build_is_armed(const struct valdi__checks *checks, LLVMValueRef armed) {
    LLVMContextRef context = LLVMGetModuleContext(checks->module);
    LLVMTypeRef byte = LLVMInt8TypeInContext(context);
    LLVMValueRef value = LLVMBuildLoad2(checks->builder, byte, armed, "");
    LLVMSetVolatile(value, true);
    LLVMSetMetadata(value, LLVMGetMDKindIDInContext(context, "nosanitize", 10),
                    LLVMMetadataAsValue(context, LLVMMDNodeInContext2(context, NULL, 0)));
    return LLVMBuildICmp(checks->builder, LLVMIntNE, value, LLVMConstNull(byte), "");
}

/* Whether it is an exception that leaves by resume. pthread_exit and cancellation unwind like one, but
 * nothing is ever after them. They leave the address of a function in the exception's private_1, which is 0
 * in all others (Itanium C++ ABI: Exception Handling, 1.2.2 and 1.3). */
static LLVMValueRef build_is_exception(const struct valdi__checks *checks, LLVMValueRef resume) {
    enum { PRIVATE_1 = 16 /* bytes into struct _Unwind_Exception */ };
    LLVMContextRef context = LLVMGetModuleContext(checks->module);
    LLVMTypeRef byte = LLVMInt8TypeInContext(context), word = LLVMInt64TypeInContext(context);
    LLVMBuilderRef builder = checks->builder;
    LLVMValueRef exception = LLVMBuildExtractValue(builder, LLVMGetOperand(resume, 0), 0, "");
    LLVMValueRef offset = LLVMConstInt(word, PRIVATE_1, false);
    LLVMValueRef field = LLVMBuildGEP2(builder, byte, exception, &offset, 1, "");
    field = LLVMBuildBitCast(builder, field, LLVMPointerType(word, 0), "");
    LLVMValueRef stop = LLVMBuildLoad2(builder, word, field, "");
    return LLVMBuildICmp(builder, LLVMIntEQ, stop, LLVMConstNull(word), "");
}

/* ---- the call ---- */

/* Arguments of a hit under construction. */
struct arguments {
    LLVMValueRef values[1 + VALDI_VALUES_DIRECT];
    LLVMTypeRef types[1 + VALDI_VALUES_DIRECT];
    unsigned count;
};

static void add_argument(struct arguments *arguments, LLVMValueRef value) {
    arguments->values[arguments->count] = value;
    arguments->types[arguments->count++] = LLVMTypeOf(value);
}

static LLVMValueRef build_word(const struct valdi__checks *checks, const struct valdi__value *value) {
    LLVMTypeRef word = LLVMInt64TypeInContext(LLVMGetModuleContext(checks->module));
    return value->code == 'p' ? LLVMBuildPtrToInt(checks->builder, value->value, word, "")
                              : LLVMBuildZExt(checks->builder, value->value, word, "");
}

/* The values from first on in an array on the stack. Returns its address. */
static LLVMValueRef build_rest(const struct valdi__checks *checks, const struct valdi__values *values,
                               unsigned first, LLVMValueRef function) {
    LLVMTypeRef word = LLVMInt64TypeInContext(LLVMGetModuleContext(checks->module));
    LLVMTypeRef type = LLVMArrayType(word, values->count - first);
    LLVMBasicBlockRef here = LLVMGetInsertBlock(checks->builder);
    LLVMMetadataRef place = LLVMGetCurrentDebugLocation2(checks->builder);
    LLVMPositionBuilderBefore(checks->builder, LLVMGetFirstInstruction(LLVMGetEntryBasicBlock(function)));
    LLVMValueRef array = LLVMBuildAlloca(checks->builder, type, "");
    LLVMPositionBuilderBefore(checks->builder, LLVMGetBasicBlockTerminator(here));
    LLVMSetCurrentDebugLocation2(checks->builder, place);
    for (unsigned i = first; i < values->count; i++) {
        LLVMValueRef indices[] = {LLVMConstNull(word), LLVMConstInt(word, i - first, false)};
        LLVMBuildStore(checks->builder, build_word(checks, &values->items[i]),
                       LLVMBuildGEP2(checks->builder, type, array, indices, 2, ""));
    }
    return array;
}

static void add_call_attributes(LLVMValueRef call, LLVMAttributeIndex index, const char *const names[]) {
    LLVMContextRef context = LLVMGetTypeContext(LLVMTypeOf(call));
    for (; *names; names++)
        LLVMAddCallSiteAttribute(
            call, index,
            LLVMCreateEnumAttribute(context, LLVMGetEnumAttributeKindForName(*names, strlen(*names)), 0));
}

static void build_hit(const struct valdi__checks *checks, const struct valdi__hook *hook,
                      LLVMValueRef function) {
    LLVMValueRef hit = hook->unoptimized ? checks->plain : checks->hit;
    const struct valdi__values *values = &hook->values;
    struct arguments arguments = {.count = 0};
    unsigned direct = values->count;
    if (direct > VALDI_VALUES_DIRECT)
        direct = VALDI_VALUES_DIRECT - 1;
    add_argument(&arguments, LLVMConstBitCast(hook->site, valdi__byte_pointer(checks->module)));
    for (unsigned i = 0; i < direct; i++)
        add_argument(&arguments, values->items[i].value);
    if (direct < values->count)
        add_argument(&arguments, build_rest(checks, values, direct, function));
    LLVMTypeRef none = LLVMVoidTypeInContext(LLVMGetModuleContext(checks->module));
    LLVMTypeRef type = LLVMFunctionType(none, arguments.types, arguments.count, false);
    LLVMValueRef call = LLVMBuildCall2(checks->builder, type, LLVMConstBitCast(hit, LLVMPointerType(type, 0)),
                                       arguments.values, arguments.count, "");
    LLVMSetInstructionCallConv(call, LLVMGetFunctionCallConv(hit));
    /* The declaration's attributes do not count where it is called with other arguments. */
    add_call_attributes(call, LLVMAttributeFunctionIndex, (const char *const[]){"cold", "nounwind", NULL});
    if (!hook->unoptimized)
        add_call_attributes(call, 1, (const char *const[]){"nest", NULL});
}

/* Code in a function with debug information needs a place. */
static LLVMMetadataRef place_of(const struct valdi__checks *checks, LLVMValueRef before,
                                LLVMValueRef function, bool at_entry) {
    LLVMMetadataRef place = at_entry ? NULL : LLVMInstructionGetDebugLoc(before);
    LLVMMetadataRef subprogram = place ? NULL : LLVMGetSubprogram(function);
    return subprogram
               ? LLVMDIBuilderCreateDebugLocation(LLVMGetModuleContext(checks->module),
                                                  LLVMDISubprogramGetLine(subprogram), 0, subprogram, NULL)
               : place;
}

void valdi__checks_insert(const struct valdi__checks *checks, LLVMValueRef before,
                          const struct valdi__hook *hook) {
    LLVMValueRef function = LLVMGetBasicBlockParent(LLVMGetInstructionParent(before));
    LLVMPositionBuilderBefore(checks->builder, before);
    LLVMSetCurrentDebugLocation2(checks->builder, place_of(checks, before, function, hook->at_entry));
    enter_if(checks, build_is_armed(checks, hook->armed), before);
    if (LLVMGetInstructionOpcode(before) == LLVMResume) {
        LLVMValueRef condition = build_is_exception(checks, before);
        enter_if(checks, condition, LLVMGetBasicBlockTerminator(LLVMGetInsertBlock(checks->builder)));
    }
    build_hit(checks, hook, function);
}
