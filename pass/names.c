/* What functions are called, and what attributes say of them. */
#include "pass.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool valdi__starts(const char *text, const char *prefix) {
    return !strncmp(text, prefix, strlen(prefix));
}

/* The path of a Rust function, with generic arguments if the symbol has them, malloc'ed; or NULL. */
static char *rust_path(const char *symbol) {
    return valdi__starts(symbol, "_R") ? valdi__demangle_rust(symbol) : valdi__rust_legacy_path(symbol);
}

bool valdi__is_rust(const char *symbol) {
    char *path = rust_path(symbol);
    free(path);
    return path;
}

static bool read_rust(struct valdi__names *names) {
    names->signature = rust_path(names->symbol);
    if (!names->signature)
        return false;
    names->name = valdi__rust_short_path(names->signature);
    names->artificial = valdi__is_rust_shim(names->signature);
    return true;
}

/* The path in a symbol of flang, malloc'ed; or NULL. Each name in it is in lower case behind the letter of
 * its kind: module, submodule, function around it, procedure. "_QMbankPdeposit" is bank::deposit. */
static char *fortran_path(const char *symbol) {
    if (!valdi__starts(symbol, "_Q"))
        return NULL;
    char *path = malloc(2 * strlen(symbol)), *out = path, kind = 0;
    for (const char *p = symbol + 2; *p;) {
        size_t length = strspn(p + 1, "abcdefghijklmnopqrstuvwxyz0123456789_");
        kind = length && strchr("MSFP", *p) ? *p : 0;
        if (!kind)
            break;
        out += sprintf(out, "%s%.*s", out == path ? "" : "::", (int)length, p + 1);
        p += 1 + length;
    }
    if (kind == 'P')
        return path;
    free(path);
    return NULL;
}

static bool read_fortran(struct valdi__names *names) {
    names->signature = fortran_path(names->symbol);
    names->name = names->signature ? strdup(names->signature) : NULL;
    return names->signature;
}

/* Ends the symbol of one version of a function, "sum.avx2.0" or "sum.default.1", behind its name. Returns
 * whether it is the function that chooses among them, "sum.resolver". */
static bool strip_version(char *symbol) {
    char *first = strchr(symbol, '.'), *last = strrchr(symbol, '.');
    bool resolves = first && !strcmp(first, ".resolver");
    bool versioned = first && first != last && last[1] && !last[1 + strspn(last + 1, "0123456789")];
    if (first > symbol && (resolves || versioned))
        *first = 0;
    return resolves;
}

void valdi__names_read(struct valdi__names *names, LLVMValueRef function) {
    size_t length;
    const char *symbol = LLVMGetValueName2(function, &length);
    symbol += *symbol == 1; /* an assembler name that is not to be mangled */
    *names = (struct valdi__names){.symbol = strdup(symbol)};
    if (read_rust(names) || read_fortran(names))
        return;
    char *bare = strdup(symbol);
    bool resolves = strip_version(bare);
    /* Without the prefix it may still be the mangling of a type: "f" is float. */
    if (!valdi__starts(bare, "_Z") || !valdi__demangle(bare, names)) {
        names->name = strdup(bare);
        names->signature = strdup(bare);
    }
    names->artificial = names->artificial || resolves || valdi__starts(symbol, "_GLOBAL__") ||
                        valdi__starts(symbol, "__cxx_global_");
    free(bare);
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
