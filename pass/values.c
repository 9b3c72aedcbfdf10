/* What a hit brings: the arguments of a function, its result, the values of a marker. */
#include "pass.h"

#include <llvm-c/DebugInfo.h>
#include <stdlib.h>
#include <string.h>

/* ---- describing ---- */

static bool has_attribute_at(LLVMValueRef function, LLVMAttributeIndex index, const char *name) {
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
    return LLVMGetEnumAttributeAtIndex(function, index, kind);
}

/* The class of a value by its type in LLVM; integers narrower than int are known by how they are extended. */
static char class_of(LLVMTypeRef type, bool is_signed) {
    if (LLVMGetTypeKind(type) == LLVMPointerTypeKind && !LLVMGetPointerAddressSpace(type))
        return 'p';
    switch (LLVMGetTypeKind(type) == LLVMIntegerTypeKind ? LLVMGetIntTypeWidth(type) : 0) {
    case 1:
        return 'b';
    case 8:
        return is_signed ? 'c' : 'C';
    case 16:
        return is_signed ? 's' : 'S';
    case 32:
        return is_signed ? 'i' : 'I';
    case 64:
        return is_signed ? 'l' : 'L';
    default:
        return '-';
    }
}

/* Tabs and line ends have a meaning in the description. */
static void put_word(struct valdi__text *out, const char *word) {
    for (; word && *word; word++)
        valdi__text_add(out, *word == '\t' || *word == '\n' ? " " : word, 1);
}

static void put_line(struct valdi__text *out, char class, const struct valdi__variable *variable) {
    valdi__text_add(out, &class, 1);
    put_word(out, variable->name);
    valdi__text_add(out, "\t", 1);
    put_word(out, variable->type);
    valdi__text_add(out, "\n", 1);
}

static void add(struct valdi__values *values, char class, LLVMValueRef value) {
    if (class != '-' && values->count < VALDI_VALUES)
        values->items[values->count++] = (struct valdi__value){class, value};
}

static void variable_free(struct valdi__variable *variable) {
    free(variable->name);
    free(variable->type);
}

/* ---- arguments ---- */

/* Where the function keeps the argument: clang stores each into a variable first; NULL if it does not. */
static LLVMValueRef home_of(LLVMValueRef argument) {
    LLVMUseRef use = LLVMGetFirstUse(argument);
    LLVMValueRef store = use ? LLVMGetUser(use) : NULL;
    if (store && LLVMIsAZExtInst(store)) /* a boolean is stored as a byte */
        return home_of(store);
    if (!store || !LLVMIsAStoreInst(store) || LLVMGetOperand(store, 0) != argument)
        return NULL;
    LLVMValueRef address = LLVMGetOperand(store, 1);
    while (LLVMIsAGetElementPtrInst(address) || LLVMIsABitCastInst(address))
        address = LLVMGetOperand(address, 0);
    return LLVMIsAAllocaInst(address) ? address : NULL;
}

/* The variable an argument is, or is a part of. */
static bool variable_of(LLVMValueRef argument, LLVMValueRef *home, struct valdi__variable *variable) {
    *home = NULL;
    if (valdi__variable_at(argument, variable))
        return true;
    *home = home_of(argument);
    return *home && valdi__variable_at(*home, variable);
}

void valdi__values_of_arguments(struct valdi__values *values, struct valdi__text *text,
                                LLVMValueRef function) {
    size_t length;
    LLVMValueRef before = NULL; /* the home of the argument before */
    bool described = LLVMGetSubprogram(function);
    unsigned index = 1;
    for (LLVMValueRef a = LLVMGetFirstParam(function); a; a = LLVMGetNextParam(a), index++) {
        struct valdi__variable variable = {0};
        LLVMValueRef home = NULL;
        if (has_attribute_at(function, index, "sret"))
            continue;
        if (!described || !variable_of(a, &home, &variable)) {
            variable.name = strdup(LLVMGetValueName2(a, &length));
            variable.is_signed = !has_attribute_at(function, index, "zeroext");
        }
        char class = variable.is_aggregate && home ? '-' : class_of(LLVMTypeOf(a), variable.is_signed);
        if (!home || home != before) /* an aggregate in several registers is one line */
            put_line(text, class, &variable);
        add(values, class, a);
        before = home;
        variable_free(&variable);
    }
}

/* ---- results and markers ---- */

char valdi__values_describe_result(struct valdi__text *text, LLVMValueRef function) {
    struct valdi__variable variable = {0};
    LLVMTypeRef type = LLVMGetReturnType(LLVMGlobalGetValueType(function));
    if (LLVMGetTypeKind(type) == LLVMVoidTypeKind)
        return '-';
    if (!valdi__variable_returned(function, &variable))
        variable.is_signed = !has_attribute_at(function, LLVMAttributeReturnIndex, "zeroext");
    char class = variable.is_aggregate ? '-' : class_of(type, variable.is_signed);
    put_line(text, class, &variable);
    variable_free(&variable);
    return class;
}

static const char *text_after(LLVMValueRef annotation, const char *prefix) {
    size_t length;
    const char *text = valdi__constant_text(LLVMGetOperand(annotation, 1), &length);
    return text && valdi__starts(text, prefix) ? text + strlen(prefix) : NULL;
}

/* The annotated values of VALDI_POINT, joined by exclusive or, from the left. */
static void add_marked(struct valdi__values *values, struct valdi__text *out, LLVMValueRef value) {
    if (LLVMIsABinaryOperator(value) && LLVMGetInstructionOpcode(value) == LLVMXor) {
        add_marked(values, out, LLVMGetOperand(value, 0));
        add_marked(values, out, LLVMGetOperand(value, 1));
        return;
    }
    const char *name = LLVMIsACallInst(value) && LLVMGetNumArgOperands(value) == 4
                           ? text_after(value, "valdi:value:")
                           : NULL;
    if (!name)
        return;
    struct valdi__variable variable = {.name = (char *)name};
    put_line(out, 'l', &variable);
    add(values, 'l', LLVMGetOperand(value, 0));
}

void valdi__values_of_marker(struct valdi__values *values, struct valdi__text *text,
                             LLVMValueRef annotation) {
    add_marked(values, text, LLVMGetOperand(annotation, 0));
}
