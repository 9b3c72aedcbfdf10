/* Whether a process has come to rest: every thread of it, and of those below it, is asleep. */
#include "runtime.h"

struct tree {
    bool is_below;
    uint64_t seen;
};

/* FNV-1a of all that a thread's sleep is known by, its processor time too. */
static void take_in(struct tree *tree, const struct valdi__wait *wait) {
    for (size_t i = 0; i < sizeof *wait; i++)
        tree->seen = (tree->seen ^ ((const unsigned char *)wait)[i]) * 0x100000001b3;
}

static bool has_ended(uint32_t thread) {
    char name[64], state;
    return !valdi__thread_state(thread, name, sizeof name, &state) || state == 'Z';
}

/* What a script starts to pass the time will have an end: the script goes on then. */
static bool visit_thread(uint32_t thread, void *context) {
    struct tree *tree = context;
    struct valdi__wait wait;
    struct valdi__resource resource;
    if (valdi__wait_sample(thread, &wait) != VALDI__SLEEPS || wait.state != 'S')
        return has_ended(thread);
    take_in(tree, &wait);
    if (!tree->is_below)
        return true;
    valdi__resource_find(&wait, &resource);
    return resource.releaser != VALDI__TIME && !resource.is_timed;
}

static bool visit_process(uint32_t process, void *context) {
    struct tree *tree = context;
    char path[64];
    valdi__process_path(path, sizeof path, process, "task");
    if (!valdi__numbers_visit(path, visit_thread, tree))
        return false;
    tree->is_below = true;
    return valdi__children_visit(process, visit_process, tree);
}

uint64_t valdi__process_rest(uint32_t process) {
    struct tree tree = {.seen = 0xcbf29ce484222325};
    return visit_process(process, &tree) ? tree.seen : 0;
}
