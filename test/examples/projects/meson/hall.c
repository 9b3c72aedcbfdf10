#include "hall.h"

static bool is_free(const struct hall *hall, int seat) {
    return !hall->taken_by[seat];
}

static void take(struct hall *hall, int seat, const char *who) {
    hall->taken_by[seat] = who;
}

bool hall_reserve(struct hall *hall, int seat, const char *who) {
#ifdef FIXED
    pthread_mutex_lock(&hall->lock);
#endif
    bool reserved = is_free(hall, seat);
    if (reserved)
        take(hall, seat, who);
#ifdef FIXED
    pthread_mutex_unlock(&hall->lock);
#endif
    return reserved;
}
