/* Memory for a tool that has nothing better to do without it than to say so and end. */
#ifndef VALDI_MEMORY_H
#define VALDI_MEMORY_H

#include <stddef.h>
#include <stdio.h>

/* Says "valdi: no memory" and exits with CANNOT, as all of these do. */
_Noreturn void no_memory(void);
/* As realloc(), for count of that size. */
void *xrealloc(void *memory, size_t count, size_t size);
char *xstrdup(const char *text); /* NULL for NULL */
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The words, which end with NULL, with blanks between them. */
char *xjoin(char *const words[]);
/* Room for one more behind count of them, which grew by one at a time through this alone; all zeros. */
void *xgrow(void *array, size_t count, size_t size);

/* A text that is written like a file. */
struct sheet {
    FILE *out;
    char *text;
    size_t size;
};
void sheet_open(struct sheet *sheet);   /* which stays where it is until it is closed */
char *sheet_close(struct sheet *sheet); /* the text, to be freed */

#endif
