/* ticks N: two threads that come to a point N times each, before and after it. */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static void tick(int number) {
    __asm__ volatile("" ::"r"(number));
}

VALDI_CHECKPOINT static void *loop(void *count) {
    for (int i = 0; i < (intptr_t)count; i++)
        tick(i);
    return NULL;
}

int main(int count, char **arguments) {
    pthread_t threads[2];
    if (count != 2)
        return 2;
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, loop, (void *)(intptr_t)atol(arguments[1]));
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
}
