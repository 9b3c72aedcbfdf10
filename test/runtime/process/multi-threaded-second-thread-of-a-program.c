// The second thread that starts in serve, of the process started as node, is a starter; the first is none, and passes.
// RUN: %cc %S/inputs/node.c -o %t.node && %cc -DNODE='"%t.node"' %s -o %t && %run %t
// RUN: %cc -DTWIN -DNODE='"%t.node"' %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"
#include <stdlib.h>
#include <sys/wait.h>

static int client_of(const valdi_hit *hit, void *client) {
    *(int *)client = (int)valdi_hit_integer(hit, 0);
    return 1;
}

int main(void) {
    char *program[] = {NODE, "2", NULL};
    int client = 0;
    valdi_starter *node = valdi_starter_exec("node", program);
#ifdef TWIN
    valdi_starter *worker = valdi_starter_adopt_in(node, "worker", "serve", 1);
#else
    valdi_starter *worker = valdi_starter_adopt_in(node, "worker", "serve", 2);
#endif
    valdi_checkpoint *serving = valdi_checkpoint_at(node, "serving");
    valdi_checkpoint *started = valdi_checkpoint_started(worker);
    valdi_checkpoint *answers =
        valdi_checkpoint_when(valdi_checkpoint_before(worker, "answer"), client_of, &client);
    valdi_checkpoint *served = valdi_checkpoint_finished(worker), *ended = valdi_checkpoint_finished(node);
    valdi_runner *runner = runner_or_die(valdi_runner_new(
        VALDI_STARTERS(node, worker), VALDI_ORDER(serving, started, answers, served, ended)));
    assert(valdi_runner_next(runner) == serving && !client);
    assert(valdi_runner_next(runner) == started && !client);
    assert(valdi_starter_process(worker) == valdi_starter_process(node));
    assert(valdi_runner_next(runner) == answers && client == 2);
    assert(valdi_runner_next(runner) == served);
    assert(valdi_runner_next(runner) == ended);
    assert(valdi_runner_finish(runner) == VALDI_HELD && !valdi_starter_status(node));
    assert(valdi_starter_status(worker) == -1 && !valdi_starter_result(worker));
    valdi_runner_free(runner);
}
