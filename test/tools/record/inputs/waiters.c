/* Several threads wait for one condition, and are all woken at once. */
#include <pthread.h>
#include <valdi/checkpoint.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t begun = PTHREAD_COND_INITIALIZER;
static int waiting, has_begun;

VALDI_CHECKPOINT static void woken(void) {
}

VALDI_CHECKPOINT static void left(void) {
}

VALDI_CHECKPOINT static void *waiter(void *unused) {
    pthread_mutex_lock(&lock);
    waiting++;
    while (!has_begun)
        pthread_cond_wait(&begun, &lock);
    woken();
    pthread_mutex_unlock(&lock);
    left();
    return unused;
}

VALDI_CHECKPOINT static void *waker(void *unused) {
    pthread_mutex_lock(&lock);
    while (waiting < 4) {
        pthread_mutex_unlock(&lock);
        pthread_mutex_lock(&lock);
    }
    has_begun = 1;
    pthread_cond_broadcast(&begun);
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t threads[5];
    for (int i = 0; i < 5; i++)
        pthread_create(&threads[i], NULL, i < 4 ? waiter : waker, NULL);
    for (int i = 0; i < 5; i++)
        pthread_join(threads[i], NULL);
}
