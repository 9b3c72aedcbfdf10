/* Memory for a tool that has nothing better to do without it than to say so and end. */
#ifndef VALDI_MEMORY_H
#define VALDI_MEMORY_H

#include <stddef.h>

/* As realloc(): for count of that size. Says "valdi: no memory" and exits with CANNOT where that returns NULL. */
void *xrealloc(void *memory, size_t count, size_t size);
char *xstrdup(const char *text); /* NULL for NULL */
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Room for one more behind count of them, which grew by one at a time through this alone; all zeros. */
void *xgrow(void *array, size_t count, size_t size);

#endif
