/* Steps: searching and marking them. Pure. */
#include "runtime.h"

#include <stdlib.h>

bool valdi__order_mark_last(struct valdi__step *steps, uint32_t count, uint32_t starter_count) {
    bool *seen = calloc(starter_count, sizeof *seen);
    for (uint32_t i = count; seen && i-- > 0;) {
        steps[i].last = !seen[steps[i].starter];
        seen[steps[i].starter] = true;
    }
    free(seen);
    return seen != NULL;
}

uint32_t valdi__order_find(valdi_checkpoint *const order[], uint32_t from, uint32_t count,
                           const valdi_checkpoint *checkpoint) {
    while (from < count && order[from] != checkpoint)
        from++;
    return from;
}
