/* libFuzzer target: control blocks that a process is handed. fuzz.sh builds and runs it. */
#include "../../runtime/runtime.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void check(bool claim, const char *what) {
    if (claim)
        return;
    fprintf(stderr, "not so: %s\n", what);
    abort();
}

static void check_name(const struct valdi__control *control, uint64_t offset) {
    check(offset < control->constant, "a name is in the order's part");
    check(memchr(valdi__control_at(control, offset), 0, control->constant - offset), "a name has an end");
}

static void check_points(const struct valdi__control *control) {
    for (uint32_t i = 1; i <= control->point_count; i++) {
        const struct valdi__point *point = valdi__control_point(control, i);
        check_name(control, point->name);
        check(point->base && point->base <= control->point_count, "a point has a base");
        check(!point->inside || valdi__control_point(control, point->inside)->kind == VALDI__TRACKED,
              "one is inside of a function");
        check(!point->tracked || valdi__control_point(control, point->tracked)->kind == VALDI__TRACKED,
              "a tracked point is a function");
    }
}

static void check_steps(const struct valdi__control *control) {
    for (uint32_t i = 0; i < control->step_count; i++) {
        const struct valdi__step *step = valdi__control_step(control, i);
        check(step->starter < control->starter_count, "a step is a starter's");
        check(step->point <= control->point_count || step->point >= VALDI__BLOCKED_POINT,
              "a step has a point");
    }
}

/* What changes is written to, its first and its last bytes: a sanitizer watches where that is. */
static void check_starters(const struct valdi__control *control) {
    for (uint32_t i = 0; i < control->starter_count; i++) {
        const struct valdi__role *role = valdi__control_role(control, i);
        check_name(control, role->name);
        check_name(control, role->entry);
        for (uint64_t step = role->first_step; step < (uint64_t)role->first_step + role->own_steps; step++)
            check(step < control->step_count, "a starter's steps are there");
        memset(valdi__control_gate(control, i), 0, sizeof(struct valdi__gate));
        memset(valdi__control_locks(control, i), 0, sizeof(struct valdi__locks));
        memset(valdi__control_letter(control, i), 0, sizeof(struct valdi__letter));
        for (uint32_t point = 1; point <= control->point_count; point++)
            *valdi__control_hits(control, point, i) = 0;
    }
    memset(valdi__control_state(control), 0, sizeof(struct valdi__state));
}

/* The runner is this process, and the secret known: what is wrong is the rest. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const unsigned char secret[VALDI__SECRET];
    struct valdi__control header;
    const char *why = NULL;
    void *block;
    if (posix_memalign(&block, alignof(struct valdi__gate), size + !size))
        return 0;
    memcpy(block, data, size);
    if (size >= sizeof header) {
        memcpy(&header, block, sizeof header);
        header.runner = getpid();
        header.runner_born = valdi__process_born(getpid());
        memcpy(block, &header, sizeof header);
    }
    struct valdi__control *control = valdi__control_join(block, size, secret, &why);
    check(control ? !why : why && *why && !strchr(why, '\n'), "what is refused is refused in one line");
    if (control) {
        check_points(control);
        check_steps(control);
        check_starters(control);
        munmap(control, control->constant);
    }
    free(block);
    return 0;
}
