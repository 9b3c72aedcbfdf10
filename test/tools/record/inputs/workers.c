/* Workers that take turns at a counter as they come, and write down who did. */
#include <pthread.h>
#include <stdio.h>
#include <valdi/checkpoint.h>

enum { WORKERS = 3, TURNS = 8 };

static char order[WORKERS * TURNS + 1];
static int length;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

VALDI_CHECKPOINT static void take_turn(int worker) {
    pthread_mutex_lock(&lock);
    order[length++] = 'a' + worker;
    VALDI_POINT("turn"); /* who has the lock first is first here; not so before and after the function */
    pthread_mutex_unlock(&lock);
}

/* Work of different length, so that turns mix. */
VALDI_CHECKPOINT static long work(int worker, int turn) {
    volatile long sum = 0;
    for (int i = 0; i < 20000 * ((worker * 7 + turn * 3) % 5); i++)
        sum += i;
    return sum;
}

VALDI_CHECKPOINT static void *worker_main(void *argument) {
    int worker = *(int *)argument;
    for (int turn = 0; turn < TURNS; turn++) {
        work(worker, turn);
        take_turn(worker);
    }
    return NULL;
}

int main(void) {
    pthread_t threads[WORKERS];
    int numbers[WORKERS];
    for (int i = 0; i < WORKERS; i++) {
        numbers[i] = i;
        pthread_create(&threads[i], NULL, worker_main, &numbers[i]);
    }
    for (int i = 0; i < WORKERS; i++)
        pthread_join(threads[i], NULL);
    puts(order);
}
