/* Two transfers lock two accounts; FIXED, in one order for all. */
#include <pthread.h>
#include <valdi/checkpoint.h>

struct account {
    pthread_mutex_t lock;
    long balance;
};

static struct account accounts[] = {{PTHREAD_MUTEX_INITIALIZER, 100}, {PTHREAD_MUTEX_INITIALIZER, 100}};

VALDI_CHECKPOINT static void lock_account(struct account *a) {
    pthread_mutex_lock(&a->lock);
}

static void transfer(struct account *from, struct account *to, long amount) {
#ifdef FIXED
    struct account *first = from < to ? from : to, *second = from < to ? to : from;
#else
    struct account *first = from, *second = to;
#endif
    lock_account(first);
    lock_account(second);
    from->balance -= amount;
    to->balance += amount;
    pthread_mutex_unlock(&second->lock);
    pthread_mutex_unlock(&first->lock);
}

VALDI_CHECKPOINT static void *there(void *unused) {
    transfer(&accounts[0], &accounts[1], 10);
    return unused;
}

VALDI_CHECKPOINT static void *back(void *unused) {
    transfer(&accounts[1], &accounts[0], 20);
    return unused;
}

int main(void) {
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, there, NULL);
    pthread_create(&threads[1], NULL, back, NULL);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    return 0;
}
