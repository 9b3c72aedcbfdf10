/* What the pass's files share. Strings belong to whoever is named beside them. */
#ifndef VALDI_PASS_H
#define VALDI_PASS_H

#include <llvm-c/Core.h>
#include <stdbool.h>
#include <stddef.h>
#include <valdi/site.def>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- plugin.cpp: what LLVM's C API lacks ---- */

struct valdi__names;

/* Fills in names but the symbol. False if the symbol is no mangling of C++. */
bool valdi__demangle(const char *symbol, struct valdi__names *names);
/* The path in a symbol of Rust's newer mangling (_R...), malloc'ed; NULL if the symbol is none. */
char *valdi__demangle_rust(const char *symbol);

/* A compile error at the byte offset of text, which was read from path. */
void valdi__error_at(LLVMModuleRef module, const char *path, const char *text, size_t length, size_t offset,
                     const char *message);
/* A compile error without a place, and a warning. */
void valdi__error(LLVMModuleRef module, const char *message);
void valdi__warn(LLVMModuleRef module, const char *message);

/* Calls visit with every instruction that leaves the function after its cleanups: each return, and each
 * place an exception leaves it (resume), which it makes visible first. Those visited may be moved to other
 * blocks. */
void valdi__each_exit(LLVMValueRef function, void (*visit)(LLVMValueRef exit, void *context), void *context);
/* Splits the block before the instruction, so that what follows is reached through a new block if the
 * condition holds, else at once. Returns the new block's terminator. */
LLVMValueRef valdi__split_if(LLVMValueRef condition, LLVMValueRef before);
/* Whether the instruction is a call that must stay the function's last (musttail). */
bool valdi__is_must_tail(LLVMValueRef instruction);
/* The source's variable that lives at an address, which is an argument or an alloca. False if debug
 * information names none. */
struct valdi__variable {
    char *name, *type; /* as in the source; malloc'ed */
    bool is_aggregate;
    bool is_signed;
};
bool valdi__variable_at(LLVMValueRef address, struct valdi__variable *variable);
/* The type of what the function returns, in the same way; false without debug information. */
bool valdi__variable_returned(LLVMValueRef function, struct valdi__variable *variable);
/* Says by -Rpass=valdi that the function or call became a point or, by -Rpass-missed=valdi, why it could
 * not. */
void valdi__remark(LLVMValueRef function_or_call, bool missed, const char *message);
/* Whether a thread may start at the function: something may know its address. std::thread takes any
 * arguments. */
bool valdi__may_be_started(LLVMValueRef function);
/* Puts data in front of the function's code, unless there are some. */
void valdi__prefix(LLVMValueRef function, LLVMValueRef data);
/* Turns a definition into a declaration. */
void valdi__delete_body(LLVMValueRef function);

/* The name of the comdat the function is in, or NULL. Belongs to LLVM. */
const char *valdi__comdat_name(LLVMValueRef function, size_t *length);

/* ---- host.c ---- */

/* Whether the compiler that has loaded the plugin has the plugin's LLVM. If not, says so on standard error,
 * once. */
bool valdi__host_fits(void);

/* ---- text.c ---- */

/* Text under construction; starts as zeros. bytes are malloc'ed, NULL before the first addition, and end
 * with a zero beyond size. */
struct valdi__text {
    char *bytes;
    size_t size, capacity;
};
void valdi__text_add(struct valdi__text *text, const char *bytes, size_t length);

/* ---- names.c ---- */

/* The spellings of a function. Each is malloc'ed; valdi__names_free releases them. In C all three are
 * the same text. */
struct valdi__names {
    char *symbol;    /* the linker's */
    char *name;      /* C name, or C++'s, Rust's, Fortran's qualified one without the function's arguments */
    char *signature; /* C name, C++ name with parameters, Rust path with generic arguments, Fortran path */
    bool artificial; /* a thunk, guard or other function no source line defines */
    bool structor;   /* a C++ constructor or destructor */
};
void valdi__names_read(struct valdi__names *names, LLVMValueRef function);
void valdi__names_free(struct valdi__names *names);
/* Whether the symbol was mangled by rustc. */
bool valdi__is_rust(const char *symbol);

bool valdi__starts(const char *text, const char *prefix);
bool valdi__has_attribute(LLVMValueRef function, const char *name);
bool valdi__has_must_tail(LLVMValueRef function);
/* Of a call or invoke: whether it must stay as it is (musttail, operand bundles). */
bool valdi__is_fixed_call(LLVMValueRef call);

/* ---- rust_names.c ---- */

/* The path in a symbol of Rust's older mangling (_ZN...17h<hash>E), malloc'ed; NULL if the symbol is none. */
char *valdi__rust_legacy_path(const char *symbol);
/* A demangled path without the generic arguments of functions, as one would write it; malloc'ed. */
char *valdi__rust_short_path(const char *path);
/* Whether it is a function that only the compiler calls, from tables of methods. */
bool valdi__is_rust_shim(const char *path);

/* ---- checkpoint_file.c ---- */

enum { VALDI__BEFORE_BIT = 1, VALDI__AFTER_BIT = 2, VALDI__NEVER_BIT = 4 };

struct valdi__entry {
    const char *path; /* the file's; belongs to the caller of the parser */
    unsigned kinds;   /* VALDI__BEFORE_BIT and VALDI__AFTER_BIT, or VALDI__NEVER_BIT */
    bool by_source;   /* src:, else fun: */
    bool matched;     /* chose something in this module */
    unsigned line;    /* in the file, from 1 */
    char *text;       /* as written, "fun:withdraw"; malloc'ed */
    char *pattern;    /* within text */
};

struct valdi__entries {
    struct valdi__entry *items;
    size_t count;
};

struct valdi__syntax_error {
    size_t offset; /* of the byte where something else was expected */
    char message[160];
};

/* Appends what the text of a checkpoint file says. False, with error filled in, if it is malformed.
 * valdi__entries_free releases the entries either way. */
bool valdi__checkpoint_file_parse(struct valdi__entries *entries, const char *path, const char *text,
                                  size_t length, struct valdi__syntax_error *error);
void valdi__entries_free(struct valdi__entries *entries);

/* ---- choose.c ---- */

struct valdi__place {
    const char *file; /* belongs to LLVM */
    size_t file_length;
    unsigned line, column;
};

/* A function that gets hooks: in its body, or around the calls of it if it has none here. */
struct valdi__choice {
    LLVMValueRef function;
    unsigned kinds;
    struct valdi__names names;
    struct valdi__place place; /* of the function */
    LLVMValueRef *calls;       /* the direct calls to hook, if it has no body here; malloc'ed */
    size_t call_count;
};

struct valdi__choices {
    struct valdi__choice *items;
    size_t count;
    const struct valdi__entries *entries;
};

/* Decides which functions of the module become points, by annotations and entries. False after
 * reporting an error. valdi__choices_free releases the result either way. */
bool valdi__choose(struct valdi__choices *choices, LLVMModuleRef module, struct valdi__entries *entries);
void valdi__choices_free(struct valdi__choices *choices);
/* Whether a [never] entry excludes the source file of the function: nothing in its code becomes a point. */
bool valdi__is_excluded(const struct valdi__choices *choices, LLVMValueRef function);

/* ---- place.c ---- */

/* Where the function is defined, as far as debug information or the module's name tells. */
struct valdi__place valdi__function_place(LLVMValueRef function);
/* Where the instruction stands; its function's file if it has no place of its own. */
struct valdi__place valdi__instruction_place(LLVMValueRef instruction);

/* ---- record.c ---- */

/* The text of a string constant, without its final zero, or NULL. It belongs to LLVM. */
const char *valdi__constant_text(LLVMValueRef value, size_t *length);
LLVMValueRef valdi__integer(LLVMModuleRef module, unsigned bits, unsigned long long value);
LLVMTypeRef valdi__byte_pointer(LLVMModuleRef module);
/* Makes the global one in each executable or shared library, however many objects bring it. */
void valdi__share(LLVMModuleRef module, LLVMValueRef global);

/* The texts of a site; equal ones are one. arguments and result: as values.c describes them. */
LLVMValueRef valdi__texts_create(LLVMModuleRef module, const struct valdi__names *names,
                                 const struct valdi__place *place, const struct valdi__text *arguments,
                                 const struct valdi__text *result);
/* Creates the byte that hooks in the code of owner test. The sites of one function may share it. */
LLVMValueRef valdi__armed_create(LLVMValueRef owner, const struct valdi__names *names);
/* Creates the site record of a hook in the code of owner, and returns it. */
LLVMValueRef valdi__site_create(LLVMValueRef owner, LLVMValueRef texts, LLVMValueRef armed,
                                const struct valdi__names *names, unsigned kind, unsigned flags,
                                const struct valdi__place *place);
/* Tells the address of the function by the record of its site: VALDI_PREFIX_WORDS of site.def. */
void valdi__site_prefix(LLVMValueRef function, LLVMValueRef site);
/* Creates the record of what the entry chose in this module. */
LLVMValueRef valdi__entry_create(LLVMModuleRef module, const struct valdi__entry *entry);

/* ---- register.c ---- */

/* Hands the sites made so far and the entries to the runtime when the program is loaded. Does nothing if
 * there are none. */
void valdi__records_register(LLVMModuleRef module, const struct valdi__entries *entries);

/* ---- values.c ---- */

/* What a hit brings. */
struct valdi__value {
    char code;          /* the class of site.def, but - */
    LLVMValueRef value; /* of an integer type of 64 bits at most, or a pointer */
};

struct valdi__values {
    struct valdi__value items[VALDI_VALUES];
    unsigned count;
};

/* Each adds the values to the list, and to the text a description as site.def says. First a function's
 * arguments, as its body sees them, before anything else is done to it. */
void valdi__values_of_arguments(struct valdi__values *values, struct valdi__text *text,
                                LLVMValueRef function);
/* What the function returns. Returns the class of the value; '-' too if there is none. */
char valdi__values_describe_result(struct valdi__text *text, LLVMValueRef function);
/* The values that a marker's annotation was given. They are annotations too. */
void valdi__values_of_marker(struct valdi__values *values, struct valdi__text *text, LLVMValueRef annotation);

/* ---- check.c ---- */

/* What the inserted code calls. */
struct valdi__checks {
    LLVMModuleRef module;
    LLVMBuilderRef builder;
    LLVMValueRef hit, plain; /* the runtime's */
};

/* A hook to be inserted. */
struct valdi__hook {
    LLVMValueRef site, armed;
    struct valdi__values values;
    bool at_entry;    /* its place in the source is the function's */
    bool unoptimized; /* in code that is not to be optimized: quick to compile counts */
};

void valdi__checks_create(struct valdi__checks *checks, LLVMModuleRef module);
/* Inserts a hook before the instruction, which may be moved to another block. */
void valdi__checks_insert(const struct valdi__checks *checks, LLVMValueRef before,
                          const struct valdi__hook *hook);
/* Removes from the module what was not used. */
void valdi__checks_finish(struct valdi__checks *checks);

/* Adds attributes to a function; the names end with NULL. */
void valdi__add_attributes(LLVMValueRef function, const char *const names[]);

/* ---- body.c ---- */

/* A body to be hooked. The fields from texts on are body.c's. */
struct valdi__body {
    const struct valdi__checks *checks;
    LLVMValueRef personality; /* for functions that get an exceptional exit; may be NULL */
    LLVMValueRef owner;       /* where the records belong: the function, or the caller if it is a forwarder */
    const struct valdi__names *names;
    unsigned flags;
    struct valdi__place place;
    LLVMValueRef texts;          /* of its sites */
    char result;                 /* the class of what it returns */
    LLVMValueRef armed;          /* the byte they share */
    LLVMValueRef after, unwound; /* sites, made when first needed */
};

void valdi__body_hook(struct valdi__body *body, LLVMValueRef function, unsigned kinds);
/* The personality for the module's functions that have none yet; NULL where LLVM's choice is right. */
LLVMValueRef valdi__module_personality(LLVMModuleRef module);

/* ---- insert.c ---- */

/* Inserts the hooks at the chosen functions and calls and at the markers. */
void valdi__insert(LLVMModuleRef module, const struct valdi__choices *choices);

/* ---- pass.c ---- */

/* The whole pass over one module. paths are the checkpoint files. */
void valdi__run(LLVMModuleRef module, const char *const paths[], size_t count);

#ifdef __cplusplus
}
#endif
#endif
