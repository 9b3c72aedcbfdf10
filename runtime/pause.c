/* Where an order that was read has the test look. The names belong to the runner. */
#include "runtime.h"

#include <stdlib.h>

const char *valdi_runner_next_pause(valdi_runner *runner) {
    if (!runner) {
        valdi__error_set("the runner is NULL");
        return NULL;
    }
    while (runner->pause < runner->pause_count && runner->pauses[runner->pause].step < runner->step)
        runner->pause++; /* valdi_runner_next has gone past it */
    if (runner->pause == runner->pause_count || runner->verdict != VALDI_UNDECIDED)
        return NULL;
    const struct valdi__pause *pause = &runner->pauses[runner->pause];
    while (runner->step < pause->step)
        if (!valdi_runner_next(runner))
            return NULL;
    runner->pause++;
    return pause->name;
}

void valdi__pauses_free(struct valdi__pause *pauses, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        free(pauses[i].name);
    free(pauses);
}
