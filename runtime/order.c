/* Steps, and the control block they are laid out in. Pure: no waiting, no threads. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

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

/* ---- the block ---- */

/* In a partial order, a checkpoint without a number is the first hit. */
static bool fill_steps(struct valdi__control *control, valdi_checkpoint *const order[]) {
    struct valdi__step *steps = valdi__control_step(control, 0);
    for (uint32_t i = 0; i < control->step_count; i++) {
        bool is_first = control->is_partial && order[i]->kind && !order[i]->nth;
        struct valdi__gate *gate = valdi__control_gate(control, order[i]->starter->index);
        steps[i] = (struct valdi__step){.starter = order[i]->starter->index,
                                        .point = order[i]->point,
                                        .nth = is_first ? 1 : order[i]->nth};
        gate->first_step = gate->own_steps ? gate->first_step : i;
        gate->own_steps++;
    }
    return valdi__order_mark_last(steps, control->step_count, control->starter_count);
}

/* Reserves bytes at the end of the block, aligned to a cache line. Returns their offset. */
static uint64_t reserve(struct valdi__control *layout, uint64_t bytes) {
    uint64_t offset = layout->size;
    layout->size = (offset + bytes + 63) / 64 * 64;
    return offset;
}

/* Pages nobody touches cost nothing: the table of hits may be large and sparse. A child gets zeros for
 * them: no point is its. */
static struct valdi__control *map(const struct valdi__control *layout) {
    struct valdi__control *control =
        mmap(NULL, layout->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (control == MAP_FAILED)
        return NULL;
    madvise(control, layout->size, MADV_WIPEONFORK);
    *control = *layout;
    return control;
}

struct valdi__control *valdi__control_new(uint32_t starter_count, valdi_checkpoint *const order[],
                                          uint32_t step_count, bool is_partial) {
    struct valdi__points points;
    if (!valdi__points_number(&points, order, step_count))
        return NULL;
    struct valdi__control layout = {.private_futex = 1,
                                    .is_partial = is_partial,
                                    .starter_count = starter_count,
                                    .point_count = points.point_count,
                                    .step_count = step_count};
    reserve(&layout, sizeof layout);
    layout.gates = reserve(&layout, starter_count * sizeof(struct valdi__gate));
    layout.points = reserve(&layout, layout.point_count * sizeof(struct valdi__point));
    layout.steps = reserve(&layout, step_count * sizeof(struct valdi__step));
    uint64_t names = reserve(&layout, points.name_bytes);
    layout.hits = reserve(&layout, (uint64_t)layout.point_count * starter_count * sizeof(uint32_t));
    layout.locks = reserve(&layout, starter_count * sizeof(struct valdi__locks));
    struct valdi__control *control = map(&layout);
    if (control)
        valdi__points_fill(&points, control, names);
    valdi__points_free(&points);
    if (control && !fill_steps(control, order)) {
        valdi__control_free(control);
        control = NULL;
    }
    return control;
}

void valdi__control_free(struct valdi__control *control) {
    if (control)
        munmap(control, control->size);
}
