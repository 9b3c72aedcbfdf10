/* What a starter is doing, at a glance: without asking it. */
#include "runtime.h"

#include <string.h>

static void write_wait(FILE *out, struct valdi__symbolizer *symbolizer, const valdi_runner *runner,
                       const struct valdi__link *link) {
    const struct valdi__resource *resource = &link->resource;
    bool is_join = !strcmp(resource->kind, "thread");
    char name[256] = "";
    valdi__whereabouts_resource(symbolizer, runner, link, name, sizeof name);
    fprintf(out, "%s%s%s", is_join ? "end of" : resource->kind, *name ? " " : "", name);
    if (resource->releaser == VALDI__HOLDER && resource->holder && !is_join) {
        fputs(", held by ", out);
        valdi__whereabouts_thread(out, runner, resource->holder);
    }
}

/* Of a starter that was let go. */
static enum valdi__posture look(FILE *out, struct valdi__symbolizer *symbolizer, const valdi_runner *runner,
                                uint32_t thread) {
    struct valdi__link link = {.resource = {.releaser = VALDI__TIME}};
    if (!thread || valdi__wait_sample(thread, &link.wait) != VALDI__SLEEPS)
        return VALDI__RUNNING;
    valdi__blocked_find(runner, &link);
    if (link.resource.releaser == VALDI__TIME)
        return VALDI__RUNNING;
    write_wait(out, symbolizer, runner, &link);
    return VALDI__WAITING;
}

enum valdi__posture valdi__posture_find(FILE *out, struct valdi__symbolizer *symbolizer,
                                        const valdi_runner *runner, uint32_t index) {
    const valdi_starter *starter = runner->starters[index];
    const struct valdi__gate *gate = valdi__control_gate(runner->control, index);
    enum valdi__turn turn = valdi__gate_turn(gate);
    if (starter->joined || turn == VALDI__FINISHED)
        return VALDI__GONE;
    if (!valdi__adopt_has_come(starter) || (turn == VALDI__STANDING && gate->at_point == VALDI__NO_POINT))
        return VALDI__UNSTARTED;
    return turn == VALDI__STANDING ? VALDI__PARKED
                                   : look(out, symbolizer, runner, atomic_load(&gate->thread));
}
