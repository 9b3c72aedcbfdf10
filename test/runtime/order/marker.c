// A marker is a checkpoint in the middle of a function, wherever its name stands.
// RUN: for o in -O0 -O2; do %cc $o %s -o %t$o && %run %t$o || exit 1; done
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

static void fill(struct machine *machine, int limit) {
    for (int i = 0; i < 4; i++) {
        if (i == limit)
            VALDI_POINT("queue:full");
        machine_note(machine, 'x');
    }
    VALDI_POINT("queue:full");
}

static void *run(void *machine) {
    fill(machine, 2);
    return NULL;
}

int main(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", run, &machine);
    valdi_checkpoint *full = valdi_checkpoint_at(one, "queue:full");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(full, full)));
    assert(valdi_runner_next(runner) == full && machine_is(&machine, "xx"));
    assert(valdi_runner_next(runner) == full);
#ifdef TWIN
    assert(machine_is(&machine, "xx"));
#endif
    assert(machine_is(&machine, "xxxx"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
