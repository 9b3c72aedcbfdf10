/* The pass over one module: read the checkpoint files, choose, insert, register. */
#include "pass.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The file's bytes, malloc'ed, or NULL with errno. */
static char *read_all(const char *path, size_t *length) {
    FILE *stream = fopen(path, "re");
    if (!stream)
        return NULL;
    char *text = NULL;
    FILE *copy = open_memstream(&text, length);
    char buffer[4096];
    size_t count;
    while ((count = fread(buffer, 1, sizeof buffer, stream)))
        fwrite(buffer, 1, count, copy);
    int error = ferror(stream) ? errno : 0;
    fclose(stream);
    fclose(copy);
    if (error) {
        free(text);
        text = NULL;
        errno = error;
    }
    return text;
}

static bool read_file(LLVMModuleRef module, struct valdi__entries *entries, const char *path) {
    size_t length;
    char *text = read_all(path, &length);
    if (!text) {
        char message[600];
        snprintf(message, sizeof message, "cannot read checkpoint file '%s': %s", path, strerror(errno));
        valdi__error(module, message);
        return false;
    }
    struct valdi__syntax_error error;
    bool good = valdi__checkpoint_file_parse(entries, path, text, length, &error);
    if (!good)
        valdi__error_at(module, path, text, length, error.offset, error.message);
    free(text);
    return good;
}

/* Whether the module is new to the pass: a module may come back as IR, and one hook is enough. */
static bool claim(LLVMModuleRef module) {
    static const char mark[] = "valdi.instrumented";
    if (LLVMGetNamedMetadata(module, mark, sizeof mark - 1))
        return false;
    LLVMGetOrInsertNamedMetadata(module, mark, sizeof mark - 1);
    return true;
}

void valdi__run(LLVMModuleRef module, const char *const paths[], size_t count) {
    struct valdi__entries entries = {0};
    struct valdi__choices choices = {0};
    bool good = claim(module);
    for (size_t i = 0; good && i < count; i++)
        good = read_file(module, &entries, paths[i]);
    if (good && valdi__choose(&choices, module, &entries)) {
        valdi__insert(module, &choices);
        valdi__records_register(module, &entries);
    }
    valdi__choices_free(&choices);
    valdi__entries_free(&entries);
}
