/* A thread waits for a semaphore and then takes a lock. Who posts has nothing to do with the lock, which a third is about to
 * take. */
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>
#include <valdi/checkpoint.h>

static sem_t semaphore;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

VALDI_CHECKPOINT_BEFORE static void *post(void *unused) {
    sem_post(&semaphore);
    VALDI_POINT("posted");
    return unused;
}

VALDI_CHECKPOINT_BEFORE static void *take(void *unused) {
    pthread_mutex_lock(&lock);
    VALDI_POINT("taken");
    pthread_mutex_unlock(&lock);
    return unused;
}

VALDI_CHECKPOINT_BEFORE static void *await(void *unused) {
    sem_wait(&semaphore);
    pthread_mutex_lock(&lock);
    VALDI_POINT("came");
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    void *(*functions[])(void *) = {post, take, await};
    pthread_t threads[3];
    for (int i = 0; i < 3; i++)
        pthread_create(&threads[i], NULL, functions[i], NULL);
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
}
