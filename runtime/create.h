/* What create.c, which may be linked into the program itself, calls in the library. */
#ifndef VALDI_CREATE_H
#define VALDI_CREATE_H

#include <pthread.h>
#include <stdbool.h>
#include <threads.h>
#include <valdi/valdi.h>

typedef int valdi__create(pthread_t *thread, const pthread_attr_t *attributes, void *(*function)(void *),
                          void *argument);
typedef int valdi__create_c11(thrd_t *thread, thrd_start_t function, void *argument);

/* Creates a thread by calling create, as somebody's starter if the order wants it so. */
VALDI_API int __valdi_create(valdi__create *create, pthread_t *thread, const pthread_attr_t *attributes,
                             void *(*function)(void *), void *argument);
VALDI_API int __valdi_create_c11(valdi__create_c11 *create, thrd_t *thread, thrd_start_t function,
                                 void *argument);
/* valdi_starter_adopt. */
VALDI_API valdi_starter *__valdi_adopt(const char *name, const char *entry_function, unsigned ordinal);
/* Of create.c, for the library: whether every thread of the program is created through the above. */
VALDI_API bool __valdi_create_is_first(void);

#endif
