/* Where functions and instructions stand in the source, for people to read. */
#include "pass.h"

#include <llvm-c/DebugInfo.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct valdi__place module_place(LLVMValueRef function) {
    struct valdi__place place = {0};
    place.file = LLVMGetSourceFileName(LLVMGetGlobalParent(function), &place.file_length);
    return place;
}

/* A file's path as the compiler was given it: LLVM may have split off what it shares with the directory
 * the compiler runs in. */
static const char *file_path(LLVMContextRef context, LLVMMetadataRef file, size_t *length) {
    char here[PATH_MAX], path[2 * PATH_MAX];
    unsigned name_length, directory_length;
    const char *name = LLVMDIFileGetFilename(file, &name_length);
    const char *directory = LLVMDIFileGetDirectory(file, &directory_length);
    *length = name_length;
    if (!directory_length || (name_length && *name == '/') || !getcwd(here, sizeof here) ||
        (strlen(here) == directory_length && !memcmp(here, directory, directory_length)))
        return name;
    int size =
        snprintf(path, sizeof path, "%.*s/%.*s", (int)directory_length, directory, (int)name_length, name);
    if (size >= (int)sizeof path)
        return name;
    unsigned kept;
    LLVMMetadataRef text = LLVMMDStringInContext2(context, path, size);
    const char *interned = LLVMGetMDString(LLVMMetadataAsValue(context, text), &kept);
    *length = kept;
    return interned;
}

struct valdi__place valdi__function_place(LLVMValueRef function) {
    struct valdi__place place = module_place(function);
    LLVMMetadataRef subprogram = LLVMGetSubprogram(function);
    if (subprogram && LLVMDIScopeGetFile(subprogram)) {
        LLVMContextRef context = LLVMGetModuleContext(LLVMGetGlobalParent(function));
        place.file = file_path(context, LLVMDIScopeGetFile(subprogram), &place.file_length);
        place.line = LLVMDISubprogramGetLine(subprogram);
    }
    return place;
}

struct valdi__place valdi__instruction_place(LLVMValueRef instruction) {
    LLVMValueRef function = LLVMGetBasicBlockParent(LLVMGetInstructionParent(instruction));
    struct valdi__place place = valdi__function_place(function);
    place.line = LLVMGetDebugLocLine(instruction);
    place.column = LLVMGetDebugLocColumn(instruction);
    return place;
}
