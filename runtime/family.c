/* Ends processes that others have started, which would outlive these. No malloc, no stdio: it is called in handlers of
 * signals, too. */
#include "runtime.h"

#include <signal.h>

static bool is_starter(const valdi_runner *runner, uint32_t process) {
    for (uint32_t i = 0; i < runner->control->starter_count; i++)
        if (atomic_load(&valdi__control_gate(runner->control, i)->process) == process)
            return true;
    return false;
}

/* One that is stopped starts nobody, and keeps the numbers of those it has started from being given to others. */
static bool kill_branch(uint32_t process, void *context) {
    const valdi_runner *spared = context;
    if (spared && is_starter(spared, process))
        return true;
    kill((pid_t)process, SIGSTOP);
    valdi__children_visit(process, kill_branch, context);
    kill((pid_t)process, SIGKILL);
    return true;
}

void valdi__family_kill(uint32_t process) {
    kill_branch(process, NULL);
}

void valdi__family_kill_children(uint32_t process, const valdi_runner *spared) {
    valdi__children_visit(process, kill_branch, (void *)spared);
}
