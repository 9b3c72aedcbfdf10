/* Conditions of a starter in another process: it asks, and the runner's thread tries the predicate, in the
 * test's process, on a copy of the hit. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>

static void copy_words(uint64_t *to, const uint64_t *from, uint32_t *has) {
    *has = from != NULL;
    if (from)
        memcpy(to, from, VALDI_VALUES * sizeof *to);
}

bool valdi__question_ask(const struct valdi__self *self, uint32_t point, const valdi_hit *hit) {
    struct valdi__letter *letter = valdi__control_letter(self->control, self->index);
    letter->point = point;
    letter->site = (uintptr_t)hit->site;
    letter->holds = 0;
    copy_words(letter->arguments, hit->arguments, &letter->has_arguments);
    copy_words(letter->result, hit->result, &letter->has_result);
    return valdi__gate_ask(self->control, self->gate) && letter->holds;
}

/* Whether the predicate holds. Of what the other process says, only what is the order's is believed. */
static bool try_condition(const valdi_runner *runner, const valdi_starter *starter,
                          const struct valdi__letter *letter) {
    struct valdi__spot spot;
    if (!letter->point || letter->point > runner->control->point_count)
        return false;
    const struct valdi__point *point = valdi__control_point(runner->control, letter->point);
    int (*when)(const valdi_hit *, void *) = (int (*)(const valdi_hit *, void *))(uintptr_t)point->when;
    uint32_t process = valdi__process_number(starter);
    if (!when || !process || point->starter != starter->index ||
        !valdi__spot_read(&spot, process, letter->site))
        return false;
    valdi_hit hit = {.site = &spot.site,
                     .arguments = letter->has_arguments ? letter->arguments : NULL,
                     .result = letter->has_result ? letter->result : NULL,
                     .process = process};
    bool holds = when(&hit, (void *)(uintptr_t)point->argument);
    free(hit.text);
    return holds;
}

void valdi__question_answer(const valdi_runner *runner, valdi_starter *starter, enum valdi__turn turn) {
    struct valdi__letter *shared = valdi__control_letter(runner->control, starter->index);
    struct valdi__letter letter = *shared; /* it may change under our hands */
    atomic_signal_fence(memory_order_acquire);
    shared->holds = try_condition(runner, starter, &letter);
    valdi__gate_answer(runner->control, valdi__control_gate(runner->control, starter->index), turn);
}
