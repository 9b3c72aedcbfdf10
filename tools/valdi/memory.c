/* Memory, or the end of the tool. */
#include "memory.h"

#include "tool.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void no_memory(void) {
    fputs("valdi: no memory\n", stderr);
    exit(CANNOT);
}

void *xrealloc(void *memory, size_t count, size_t size) {
    void *moved = reallocarray(memory, count ? count : 1, size);
    if (!moved)
        no_memory();
    return moved;
}

char *xstrdup(const char *text) {
    return text ? strcpy(xrealloc(NULL, strlen(text) + 1, 1), text) : NULL;
}

char *xasprintf(const char *format, ...) {
    char *text;
    va_list values;
    va_start(values, format);
    if (vasprintf(&text, format, values) < 0)
        no_memory();
    va_end(values);
    return text;
}

void *xgrow(void *array, size_t count, size_t size) {
    if (!(count & (count - 1))) { /* none, or a power of two: as many as there was room for */
        if (count > SIZE_MAX / 2)
            no_memory();
        array = xrealloc(array, count ? 2 * count : 1, size);
    }
    memset((char *)array + count * size, 0, size);
    return array;
}

void sheet_open(struct sheet *sheet) {
    sheet->out = open_memstream(&sheet->text, &sheet->size);
    if (!sheet->out)
        no_memory();
}

char *sheet_close(struct sheet *sheet) {
    if (fclose(sheet->out))
        no_memory();
    return sheet->text;
}

char *xjoin(char *const words[]) {
    char *all = xstrdup(words[0] ? words[0] : "");
    for (char *const *word = words[0] ? words + 1 : words; *word; word++) {
        char *longer = xasprintf("%s %s", all, *word);
        free(all);
        all = longer;
    }
    return all;
}
