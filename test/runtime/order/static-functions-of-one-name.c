// Static functions of one name in two files are one checkpoint: whichever is hit next.
// RUN: %cc -O2 -DOTHER -c %s -o %t.other.o && %cc -O2 %s %t.other.o -o %t && %run %t
// RUN: %cc -DTWIN %s %t.other.o -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

VALDI_CHECKPOINT static void step(struct machine *machine) {
#ifdef OTHER
    machine_note(machine, 'b');
#else
    machine_note(machine, 'a');
#endif
}

#ifdef OTHER
void other(struct machine *machine) {
    step(machine);
}
#else
void other(struct machine *machine);

static void *run(void *machine) {
    step(machine);
    other(machine);
    return NULL;
}

int main(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", run, &machine);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "step");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after, after)));
    assert(valdi_runner_next(runner) == after && machine_is(&machine, "a"));
    assert(valdi_runner_next(runner) == after);
#ifdef TWIN
    assert(machine_is(&machine, "aa"));
#endif
    assert(machine_is(&machine, "ab"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
#endif
