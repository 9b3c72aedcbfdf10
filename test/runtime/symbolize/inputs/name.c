#include "runtime/runtime.h"

void show(const void *address);

void show(const void *address) {
    struct valdi__symbolizer symbolizer;
    char text[200];
    valdi__symbolizer_open(&symbolizer, NULL);
    valdi__symbolize_data(&symbolizer, (uintptr_t)address, text, sizeof text);
    valdi__symbolizer_close(&symbolizer);
    puts(text);
}
