/* Reads an order file and writes it: rewrite FILE */
#include "runtime/order_text.h"

int main(int count, char **arguments) {
    static char text[65536];
    static const char *const given[] = {"given", NULL};
    char complaint[VALDI__COMPLAINT];
    struct valdi__order_text order;
    FILE *in = count == 2 ? fopen(arguments[1], "r") : NULL;
    size_t size = in ? fread(text, 1, sizeof text, in) : 0;
    if (!valdi__order_text_read(&order, arguments[count - 1], text, size, given, complaint)) {
        fprintf(stderr, "%s\n", complaint);
        return 1;
    }
    valdi__order_text_write(stdout, &order);
    valdi__order_text_free(&order);
    fclose(in);
}
