/* Order files, read whole. */
#include "order_file.h"

#include "file.h"

#include <stdio.h>
#include <stdlib.h>

bool order_file_read(const char *path, struct valdi__order_text *order) {
    char complaint[VALDI__COMPLAINT];
    size_t size;
    char *text = file_read(path, &size);
    bool good = text && valdi__order_text_read(order, path, text, size, NULL, complaint);
    if (text && !good)
        fprintf(stderr, "valdi: %s\n", complaint);
    free(text);
    return good;
}
