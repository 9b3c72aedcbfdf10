/* Threads that wait awake for their turn. */
#include <pthread.h>
#include <stdatomic.h>
#include <valdi/checkpoint.h>

static atomic_int turn;

VALDI_CHECKPOINT static void step(void) {
}

VALDI_CHECKPOINT static void *spin(void *number) {
    for (int i = 0; i < 100; i++) {
        while (atomic_load(&turn) % 3 != (int)(long)number) {
        }
        step();
        atomic_fetch_add(&turn, 1);
    }
    return NULL;
}

int main(void) {
    pthread_t threads[3];
    for (long i = 0; i < 3; i++)
        pthread_create(&threads[i], NULL, spin, (void *)i);
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
}
