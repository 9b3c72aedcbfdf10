#include "queue.h"

static bool queue_is_empty(const struct queue *queue) {
    return queue->first == queue->end;
}

static int queue_remove(struct queue *queue) {
    return queue->items[queue->first++];
}

static bool take(struct queue *queue, int *item) {
    if (queue_is_empty(queue))
        return false;
    *item = queue_remove(queue);
    return true;
}

bool queue_take(struct queue *queue, int *item) {
#ifdef FIXED
    pthread_mutex_lock(&queue->lock);
    bool taken = take(queue, item);
    pthread_mutex_unlock(&queue->lock);
    return taken;
#else
    return take(queue, item);
#endif
}
