/* Order files, read whole. */
#include "order_file.h"

#include "memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What is in the file, to be freed; NULL with errno. */
static char *read_all(FILE *in, size_t *size) {
    enum { PIECE = 1 << 16 };
    char *text = NULL;
    size_t length = 0, got;
    do {
        text = xrealloc(text, length + PIECE, 1);
        got = fread(text + length, 1, PIECE, in);
        length += got;
    } while (got);
    *size = length;
    if (!ferror(in))
        return text;
    free(text);
    return NULL;
}

bool order_file_read(const char *path, struct valdi__order_text *order) {
    char complaint[VALDI__COMPLAINT];
    bool is_standard = !strcmp(path, "-");
    FILE *in = is_standard ? stdin : fopen(path, "r");
    size_t size;
    char *text = in ? read_all(in, &size) : NULL;
    bool good = false;
    if (!text)
        fprintf(stderr, "valdi: %s: %s\n", path, strerror(errno));
    else if (!(good = valdi__order_text_read(order, path, text, size, NULL, complaint)))
        fprintf(stderr, "valdi: %s\n", complaint);
    free(text);
    if (in && !is_standard)
        fclose(in);
    return good;
}
