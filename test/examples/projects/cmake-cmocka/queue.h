/* A queue that several threads take from. */
#ifndef QUEUE_H
#define QUEUE_H

#include <pthread.h>
#include <stdbool.h>

struct queue {
    pthread_mutex_t lock;
    int items[8], first, end; /* those from first to before end are in it */
};

/* Takes the first item. False if there is none. */
bool queue_take(struct queue *queue, int *item);

#endif
