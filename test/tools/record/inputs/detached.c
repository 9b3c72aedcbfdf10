/* Detached threads, created by detached threads: nobody waits for the end of any. */
#include <pthread.h>
#include <semaphore.h>
#include <valdi/checkpoint.h>

static sem_t done;

VALDI_CHECKPOINT static void work(long number) {
}

static void create(void *(*function)(void *), long number) {
    pthread_t thread;
    pthread_create(&thread, NULL, function, (void *)number);
    pthread_detach(thread);
}

VALDI_CHECKPOINT static void *child(void *number) {
    work((long)number);
    sem_post(&done);
    return NULL;
}

VALDI_CHECKPOINT static void *parent(void *number) {
    for (long i = 0; i < 3; i++)
        create(child, i + 10 * (long)number);
    work(99);
    sem_post(&done);
    return NULL;
}

int main(void) {
    sem_init(&done, 0, 0);
    for (long i = 0; i < 3; i++)
        create(parent, i);
    for (int i = 0; i < 12; i++)
        sem_wait(&done);
}
