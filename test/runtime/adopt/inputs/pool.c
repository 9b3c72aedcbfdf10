/* A library that knows nothing of Valdi. */
#include <pthread.h>

static pthread_t threads[16];

void pool_start(unsigned index, void *(*function)(void *), void *argument) {
    if (pthread_create(&threads[index], NULL, function, argument))
        __builtin_trap();
}

void pool_end(unsigned count) {
    while (count-- > 0)
        pthread_join(threads[count], NULL);
}
