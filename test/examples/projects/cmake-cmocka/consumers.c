/* Two threads, and one item for them. A program like any other: no test, no Valdi. */
#include "queue.h"

#include <stdio.h>

static struct queue queue = {.lock = PTHREAD_MUTEX_INITIALIZER, .items = {7}, .end = 1};

static void *consume(void *unused) {
    int item;
    if (queue_take(&queue, &item))
        printf("took %d\n", item);
    return unused;
}

int main(void) {
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, consume, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
}
