/* Order files, for the subcommands. */
#ifndef VALDI_ORDER_FILE_H
#define VALDI_ORDER_FILE_H

#include "../../runtime/order_text.h"

/* Reads a file, "-" is standard input. False after saying why on standard error; else valdi__order_text_free() releases
 * the order. */
bool order_file_read(const char *path, struct valdi__order_text *order);

#endif
