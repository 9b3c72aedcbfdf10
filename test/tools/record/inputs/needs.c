/* Threads that need each other between their points. */
#include <pthread.h>
#include <semaphore.h>
#include <valdi/checkpoint.h>

static sem_t ready;
static pthread_barrier_t barrier;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

VALDI_CHECKPOINT static void begin(void) {
}

VALDI_CHECKPOINT static void locked(void) {
}

VALDI_CHECKPOINT static void end(void) {
}

VALDI_CHECKPOINT static void *first(void *unused) {
    begin();
    sem_post(&ready);
    for (int i = 0; i < 3; i++) {
        pthread_mutex_lock(&lock);
        locked();
        pthread_mutex_unlock(&lock);
        pthread_barrier_wait(&barrier);
    }
    end();
    return unused;
}

VALDI_CHECKPOINT static void *second(void *unused) {
    begin();
    sem_wait(&ready);
    for (int i = 0; i < 3; i++) {
        pthread_mutex_lock(&lock);
        locked();
        pthread_mutex_unlock(&lock);
        pthread_barrier_wait(&barrier);
    }
    end();
    return unused;
}

VALDI_CHECKPOINT int main(void) {
    pthread_t threads[2];
    sem_init(&ready, 0, 0);
    pthread_barrier_init(&barrier, NULL, 2);
    begin();
    pthread_create(&threads[0], NULL, first, NULL);
    pthread_create(&threads[1], NULL, second, NULL);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    end();
}
