/* Which functions become points: what the annotations and the checkpoint files say of each. */
#include "pass.h"

#include <llvm-c/DebugInfo.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valdi/glob.h>

/* ---- annotations ---- */

struct annotation {
    LLVMValueRef function;
    int row;
    unsigned kinds;
    struct valdi__place place;
};

struct annotations {
    struct annotation *items;
    size_t count;
};

/* Typed pointers (LLVM 14) wrap what is meant in constant expressions. */
static LLVMValueRef strip(LLVMValueRef value) {
    while (LLVMIsAConstantExpr(value))
        value = LLVMGetOperand(value, 0);
    return value;
}

/* What an alias stands for in the end. */
static LLVMValueRef aliased(LLVMValueRef value) {
    while (LLVMIsAGlobalAlias(value))
        value = strip(LLVMAliasGetAliasee(value));
    return value;
}

static bool annotation_kinds(LLVMModuleRef module, const char *text, unsigned *kinds) {
    *kinds = 0;
    if (!strcmp(text, "valdi"))
        *kinds = VALDI__BEFORE_BIT | VALDI__AFTER_BIT;
    else if (!strcmp(text, "valdi:before"))
        *kinds = VALDI__BEFORE_BIT;
    else if (!strcmp(text, "valdi:after"))
        *kinds = VALDI__AFTER_BIT;
    else if (!strncmp(text, "valdi:", 6)) {
        char message[200];
        snprintf(message, sizeof message,
                 "unknown annotation \"%s\": expected \"valdi\", \"valdi:before\" or \"valdi:after\"", text);
        valdi__error(module, message);
        return false;
    }
    return true;
}

/* By function, then in the order of the file. */
static int compare_annotations(const void *left, const void *right) {
    const struct annotation *a = left, *b = right;
    uintptr_t x = (uintptr_t)a->function, y = (uintptr_t)b->function;
    return x != y ? (x > y) - (x < y) : (a->row > b->row) - (a->row < b->row);
}

/* Rows of @llvm.global.annotations: { annotated, text, file, line, arguments }. */
static bool annotations_read(struct annotations *found, LLVMModuleRef module) {
    LLVMValueRef global = LLVMGetNamedGlobal(module, "llvm.global.annotations");
    LLVMValueRef rows = global ? LLVMGetInitializer(global) : NULL;
    int count = rows ? LLVMGetNumOperands(rows) : 0;
    found->items = calloc(count + 1, sizeof *found->items);
    for (int i = 0; i < count; i++) {
        LLVMValueRef row = LLVMGetOperand(rows, i);
        LLVMValueRef annotated = aliased(strip(LLVMGetOperand(row, 0)));
        size_t length;
        const char *text = valdi__constant_text(LLVMGetOperand(row, 1), &length);
        unsigned kinds;
        if (!text)
            continue;
        if (!annotation_kinds(module, text, &kinds))
            return false;
        if (!kinds || !LLVMIsAFunction(annotated))
            continue;
        struct valdi__place place = {.line = LLVMConstIntGetZExtValue(LLVMGetOperand(row, 3))};
        place.file = valdi__constant_text(LLVMGetOperand(row, 2), &place.file_length);
        found->items[found->count++] = (struct annotation){annotated, i, kinds, place};
    }
    qsort(found->items, found->count, sizeof *found->items, compare_annotations);
    return true;
}

/* What the annotations say of the function; place becomes that of the first, if there is any. */
static unsigned annotations_of(const struct annotations *annotations, LLVMValueRef function,
                               struct valdi__place *place) {
    unsigned kinds = 0;
    size_t low = 0, high = annotations->count;
    while (low < high) { /* the first that is not before the function */
        size_t middle = low + (high - low) / 2;
        if ((uintptr_t)annotations->items[middle].function < (uintptr_t)function)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < annotations->count && annotations->items[low].function == function; low++) {
        if (!kinds)
            *place = annotations->items[low].place;
        kinds |= annotations->items[low].kinds;
    }
    return kinds;
}

/* ---- checkpoint files ---- */

/* A source file's path, as the compiler was given it and in full. */
struct source {
    char given[PATH_MAX], absolute[PATH_MAX];
};

struct chooser {
    LLVMModuleRef module;
    struct valdi__entries *entries;
    struct annotations annotations;
    struct source source; /* of the function looked at last: neighbours share it */
};

static void source_set(struct source *source, const struct valdi__place *place) {
    if (strlen(source->given) == place->file_length &&
        !memcmp(source->given, place->file, place->file_length))
        return;
    snprintf(source->given, sizeof source->given, "%.*s", (int)place->file_length, place->file);
    if (!realpath(source->given, source->absolute))
        source->absolute[0] = 0;
}

static bool matches_source(const struct valdi__entry *entry, const struct source *source) {
    return valdi_glob(entry->pattern, source->given) || valdi_glob(entry->pattern, source->absolute);
}

static bool matches_any(const char *pattern, const struct valdi__names *names) {
    return valdi_glob(pattern, names->symbol) || valdi_glob(pattern, names->name) ||
           valdi_glob(pattern, names->signature);
}

/* The same of the names of its aliases. */
static bool matches_alias(const char *pattern, LLVMModuleRef module, LLVMValueRef function) {
    bool matched = false;
    for (LLVMValueRef a = LLVMGetFirstGlobalAlias(module); a && !matched; a = LLVMGetNextGlobalAlias(a)) {
        struct valdi__names names;
        if (aliased(a) != function)
            continue;
        valdi__names_read(&names, a);
        matched = matches_any(pattern, &names);
        valdi__names_free(&names);
    }
    return matched;
}

/* Whether the pattern, length bytes long, matches the end of the path, from a directory's name on. */
static bool matches_file(const char *pattern, size_t length, const char *path) {
    char glob[PATH_MAX + 2];
    snprintf(glob, sizeof glob, "*/%.*s", (int)length, pattern);
    return valdi_glob(glob, path) || valdi_glob(glob + 2, path);
}

/* A pattern may name the file in front, "queue.c:push"; only definitions have one. source is NULL for
 * others. */
static bool matches_name(const struct valdi__entry *entry, const struct valdi__names *names,
                         const struct source *source) {
    const char *colon = strrchr(entry->pattern, ':');
    if (matches_any(entry->pattern, names))
        return true;
    return source && colon && colon > entry->pattern && colon[-1] != ':' && matches_any(colon + 1, names) &&
           matches_file(entry->pattern, colon - entry->pattern, source->given);
}

/* What annotations and entries say of the function, and where it stands. src: entries speak only of
 * definitions. */
static unsigned kinds_of(struct chooser *chooser, LLVMValueRef function, const struct valdi__names *names,
                         struct valdi__place *place) {
    bool defined = !LLVMIsDeclaration(function);
    unsigned kinds = annotations_of(&chooser->annotations, function, place);
    if (LLVMGetSubprogram(function) || !kinds)
        *place = valdi__function_place(function);
    if (defined)
        source_set(&chooser->source, place);
    for (size_t i = 0; i < chooser->entries->count; i++) {
        struct valdi__entry *entry = &chooser->entries->items[i];
        if (entry->by_source ? !defined || !matches_source(entry, &chooser->source)
                             : !matches_name(entry, names, defined ? &chooser->source : NULL) &&
                                   !matches_alias(entry->pattern, chooser->module, function))
            continue;
        entry->matched = true;
        kinds |= entry->kinds;
    }
    return kinds & VALDI__NEVER_BIT ? 0 : kinds;
}

bool valdi__is_excluded(const struct valdi__choices *choices, LLVMValueRef function) {
    struct valdi__place place = valdi__function_place(function);
    struct source source = {{0}, {0}};
    for (size_t i = 0; i < choices->entries->count; i++) {
        const struct valdi__entry *entry = &choices->entries->items[i];
        if (!entry->by_source || !(entry->kinds & VALDI__NEVER_BIT))
            continue;
        source_set(&source, &place);
        if (matches_source(entry, &source))
            return true;
    }
    return false;
}

/* ---- functions ---- */

static void collect_calls(struct valdi__choice *choice, LLVMValueRef value) {
    for (LLVMUseRef use = LLVMGetFirstUse(value); use; use = LLVMGetNextUse(use)) {
        LLVMValueRef user = LLVMGetUser(use);
        if (LLVMIsAConstantExpr(user)) {
            collect_calls(choice, user);
        } else if ((LLVMIsACallInst(user) || LLVMIsAInvokeInst(user)) &&
                   use == LLVMGetOperandUse(user,
                                            LLVMGetNumOperands(user) - 1)) { /* the callee, not an argument */
            if (!(choice->call_count & (choice->call_count + 1)))
                choice->calls = realloc(choice->calls, 2 * (choice->call_count + 1) * sizeof *choice->calls);
            choice->calls[choice->call_count++] = user;
        }
    }
}

/* Forgets the calls in code that a [never] entry excludes. */
static void drop_excluded(struct valdi__choice *choice, const struct valdi__choices *choices) {
    size_t kept = 0;
    for (size_t i = 0; i < choice->call_count; i++)
        if (!valdi__is_excluded(choices, LLVMGetBasicBlockParent(LLVMGetInstructionParent(choice->calls[i]))))
            choice->calls[kept++] = choice->calls[i];
    choice->call_count = kept;
}

static void warn_unhookable(LLVMModuleRef module, const struct valdi__choice *choice, const char *reason) {
    char message[400];
    snprintf(message, sizeof message, "valdi: no point at '%s': %s", choice->names.name, reason);
    valdi__warn(module, message);
    valdi__remark(choice->function, true, message + strlen("valdi: "));
}

/* Whether symbol is a variant of a C++ constructor or destructor, and wrapped one that it may be a wrapper
 * of: the complete-object one of the base-object one (C1 of C2, D1 of D2), the deleting one of either
 * (D0). Their manglings differ in that digit alone. */
static bool may_wrap(const char *symbol, const char *wrapped) {
    size_t i = 0;
    while (symbol[i] && symbol[i] == wrapped[i])
        i++;
    return i && strchr("CDI", symbol[i - 1]) && symbol[i] >= '0' && symbol[i] < wrapped[i] &&
           wrapped[i] <= '2' && !strcmp(symbol + i + 1, wrapped + i + 1);
}

static bool wraps(const struct valdi__names *names, LLVMValueRef called) {
    size_t length;
    struct valdi__names other;
    if (!may_wrap(names->symbol, LLVMGetValueName2(called, &length)))
        return false;
    valdi__names_read(&other, called);
    bool same = !strcmp(names->signature, other.signature);
    valdi__names_free(&other);
    return same;
}

/* Whether it only wraps another variant of itself: hooking both would make one construction two hits. */
static bool wraps_sibling(LLVMValueRef function, const struct valdi__names *names) {
    if (!names->structor)
        return false;
    for (LLVMBasicBlockRef block = LLVMGetFirstBasicBlock(function); block;
         block = LLVMGetNextBasicBlock(block))
        for (LLVMValueRef i = LLVMGetFirstInstruction(block); i; i = LLVMGetNextInstruction(i)) {
            LLVMValueRef called =
                LLVMIsACallInst(i) || LLVMIsAInvokeInst(i) ? strip(LLVMGetCalledValue(i)) : NULL;
            if (called && LLVMIsAFunction(called) && wraps(names, called))
                return true;
        }
    return false;
}

static void restrict_definition(LLVMModuleRef module, struct valdi__choice *choice) {
    LLVMValueRef function = choice->function;
    if (wraps_sibling(function, &choice->names)) {
        choice->kinds = 0;
    } else if (valdi__has_attribute(function, "naked")) {
        warn_unhookable(module, choice, "it is a naked function");
        choice->kinds = 0;
    } else if (valdi__has_attribute(function, "presplitcoroutine") ||
               valdi__has_attribute(function, "coroutine.presplit")) {
        warn_unhookable(module, choice, "it is a coroutine");
        choice->kinds = 0;
    } else if ((choice->kinds & VALDI__AFTER_BIT) && valdi__has_must_tail(function)) {
        warn_unhookable(module, choice,
                        "it ends in another function's call (musttail), "
                        "so nothing runs after it");
        choice->kinds &= ~VALDI__AFTER_BIT;
    }
}

/* Whether it can be a point at all, before anybody is asked. Valdi's own functions are none. */
static bool is_candidate(const struct valdi__names *names, bool defined) {
    return !names->artificial && !valdi__starts(names->symbol, "__valdi_") &&
           (defined || !valdi__starts(names->symbol, "valdi_"));
}

/* Some other object defines such a function for good; what stands here is a copy to inline. The hooks
 * belong in the other object's body or around the calls, so chosen ones lose the copy; unless it is
 * inlined without fail, and no other object needs to define it. */
static void discard_copy(struct chooser *chooser, LLVMValueRef function) {
    if (LLVMGetLinkage(function) != LLVMAvailableExternallyLinkage ||
        valdi__has_attribute(function, "alwaysinline"))
        return;
    struct valdi__names names;
    struct valdi__place place;
    valdi__names_read(&names, function);
    if (is_candidate(&names, true) && kinds_of(chooser, function, &names, &place))
        valdi__delete_body(function);
    valdi__names_free(&names);
}

static void consider(struct chooser *chooser, struct valdi__choices *choices, LLVMValueRef function) {
    if (LLVMGetIntrinsicID(function))
        return;
    struct valdi__choice choice = {.function = function};
    bool defined = !LLVMIsDeclaration(function);
    valdi__names_read(&choice.names, function);
    collect_calls(&choice, function);
    if (!defined)
        drop_excluded(&choice, choices);
    if (is_candidate(&choice.names, defined) && (defined || choice.call_count))
        choice.kinds = kinds_of(chooser, function, &choice.names, &choice.place);
    if (choice.kinds && defined)
        restrict_definition(chooser->module, &choice);
    if (choice.kinds) {
        choices->items[choices->count++] = choice;
    } else {
        valdi__names_free(&choice.names);
        free(choice.calls);
    }
}

bool valdi__choose(struct valdi__choices *choices, LLVMModuleRef module, struct valdi__entries *entries) {
    struct chooser chooser = {.module = module, .entries = entries};
    choices->entries = entries;
    bool good = annotations_read(&chooser.annotations, module);
    if (good && (entries->count || chooser.annotations.count)) {
        size_t functions = 0;
        for (LLVMValueRef f = LLVMGetFirstFunction(module); f; f = LLVMGetNextFunction(f)) {
            discard_copy(&chooser, f);
            functions++;
        }
        choices->items = calloc(functions, sizeof *choices->items);
        for (LLVMValueRef f = LLVMGetFirstFunction(module); f; f = LLVMGetNextFunction(f))
            consider(&chooser, choices, f);
    }
    free(chooser.annotations.items);
    return good;
}

void valdi__choices_free(struct valdi__choices *choices) {
    for (size_t i = 0; i < choices->count; i++) {
        valdi__names_free(&choices->items[i].names);
        free(choices->items[i].calls);
    }
    free(choices->items);
}
