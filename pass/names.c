/* What functions are called, and what attributes say of them. */
#include "pass.h"

#include <stdlib.h>
#include <string.h>

bool valdi__starts(const char *text, const char *prefix) {
    return !strncmp(text, prefix, strlen(prefix));
}

void valdi__names_read(struct valdi__names *names, LLVMValueRef function) {
    size_t length;
    const char *symbol = LLVMGetValueName2(function, &length);
    symbol += *symbol == 1; /* an assembler name that is not to be mangled */
    *names = (struct valdi__names){.symbol = strdup(symbol)};
    /* Without the prefix it may still be the mangling of a type: "f" is float. */
    if (!valdi__starts(symbol, "_Z") || !valdi__demangle(symbol, names)) {
        names->name = strdup(symbol);
        names->signature = strdup(symbol);
    }
    names->artificial =
        names->artificial || valdi__starts(symbol, "_GLOBAL__") || valdi__starts(symbol, "__cxx_global_");
}

void valdi__names_free(struct valdi__names *names) {
    free(names->symbol);
    free(names->name);
    free(names->signature);
}

bool valdi__has_attribute(LLVMValueRef function, const char *name) {
    unsigned kind = LLVMGetEnumAttributeKindForName(name, strlen(name));
    return LLVMGetStringAttributeAtIndex(function, LLVMAttributeFunctionIndex, name, strlen(name)) ||
           (kind && LLVMGetEnumAttributeAtIndex(function, LLVMAttributeFunctionIndex, kind));
}

bool valdi__has_must_tail(LLVMValueRef function) {
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block;
         block = LLVMGetNextBasicBlock(block))
        for (LLVMValueRef i = LLVMGetFirstInstruction(block); i; i = LLVMGetNextInstruction(i))
            if (valdi__is_must_tail(i))
                return true;
    return false;
}

bool valdi__is_fixed_call(LLVMValueRef call) {
    /* Behind the arguments stand the callee, an invoke's two destinations, and operand bundles. */
    int plain = LLVMGetNumArgOperands(call) + (LLVMIsAInvokeInst(call) ? 3 : 1);
    return valdi__is_must_tail(call) || LLVMGetNumOperands(call) != plain;
}
