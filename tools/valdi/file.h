/* Files of the command line, read and written whole. What fails is said on standard error, with the file's name. */
#ifndef VALDI_FILE_H
#define VALDI_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* What is in the file, or on standard input if the path is "-"; to be freed. NULL after a complaint. */
char *file_read(const char *path, size_t *size);
/* Has write() write the file. False after a complaint. */
bool file_write(const char *path, void (*write)(FILE *out, const void *what), const void *what);

#endif
