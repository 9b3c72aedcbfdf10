// A checkpoint inside a function is reached only between before and after it, at any depth.
// RUN: for o in 0 2; do %cc -O$o %s -o %t && %run %t || exit 1; done
#include "../inputs/machine.h"

static int written, commits;

VALDI_CHECKPOINT static void sync_file(void) {
    written++;
}

static void helper(void) {
    sync_file();
}

VALDI_CHECKPOINT static void commit(int nested) {
    if (nested)
        commit(0);
    helper();
    commits++;
}

static void *work(void *argument) {
    sync_file(); /* 1: outside */
    commit(0);   /* 2 */
    sync_file(); /* 3: outside */
    commit(1);   /* 4, 5 */
    sync_file(); /* 6: outside */
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", work, NULL);
    valdi_checkpoint *sync = valdi_checkpoint_inside(valdi_checkpoint_after(one, "sync_file"), "commit");
    valdi_checkpoint *third =
        valdi_checkpoint_nth(valdi_checkpoint_inside(valdi_checkpoint_after(one, "sync_file"), "commit"), 3);
    valdi_checkpoint *itself = valdi_checkpoint_inside(valdi_checkpoint_before(one, "commit"), "commit");
    valdi_checkpoint *last = valdi_checkpoint_after(one, "sync_file");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(sync, itself, sync, third, last)));
    assert(valdi_runner_next(runner) == sync && written == 2 && commits == 0);
    assert(valdi_runner_next(runner) == itself && written == 3 && commits == 1);
    assert(valdi_runner_next(runner) == sync && written == 4 && commits == 1);
    assert(valdi_runner_next(runner) == third && written == 5 && commits == 2);
    assert(valdi_runner_next(runner) == last && written == 6 && commits == 3);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
