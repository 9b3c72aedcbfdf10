/* pthread_create and thrd_create in place of the C library's: the program's threads are seen when they are
 * created.
 *
 * It is in libvaldi.so, where it stands before the C library. In a program with a sanitizer in it, that
 * one's pthread_create stands before the library's, which then sees the sanitizer's own function start:
 * there this file, which is libvaldi-create.a too, must be linked into the program, where it replaces the
 * sanitizer's and calls it. */
#include "create.h"

#include <dlfcn.h>
#include <stdatomic.h>
#include <stddef.h>

/* The sanitizer's, if there is one. */
extern valdi__create __interceptor_pthread_create __attribute__((weak));

static valdi__create create;

/* Whether the program's calls come here first. */
bool __valdi_create_is_first(void) {
    return dlsym(RTLD_DEFAULT, "pthread_create") == (void *)create;
}

/* Behind the sanitizer's, calling it would be a circle. */
static valdi__create *find_next(void) {
    return __interceptor_pthread_create && __valdi_create_is_first()
               ? __interceptor_pthread_create
               : (valdi__create *)dlsym(RTLD_NEXT, "pthread_create");
}

static int create(pthread_t *thread, const pthread_attr_t *attributes, void *(*function)(void *),
                  void *argument) {
    static _Atomic(valdi__create *) next;
    valdi__create *now = atomic_load_explicit(&next, memory_order_relaxed);
    if (!now) {
        now = find_next();
        atomic_store_explicit(&next, now, memory_order_relaxed);
    }
    return __valdi_create(now, thread, attributes, function, argument);
}

VALDI_API valdi__create pthread_create __attribute__((alias("create")));

VALDI_API int thrd_create(thrd_t *thread, thrd_start_t function, void *argument) {
    static _Atomic(valdi__create_c11 *) next;
    valdi__create_c11 *now = atomic_load_explicit(&next, memory_order_relaxed);
    if (!now) {
        now = (valdi__create_c11 *)dlsym(RTLD_NEXT, "thrd_create");
        atomic_store_explicit(&next, now, memory_order_relaxed);
    }
    return __valdi_create_c11(now, thread, function, argument);
}

valdi_starter *valdi_starter_adopt(const char *name, const char *entry_function, unsigned ordinal) {
    return __valdi_adopt(name, entry_function, ordinal);
}
