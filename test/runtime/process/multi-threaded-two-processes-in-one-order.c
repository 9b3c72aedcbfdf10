// Two processes with two threads each are held to one order, any of which may come first.
// RUN: %cc %S/inputs/node.c -o %t.node && %cc -DNODE='"%t.node"' %s -o %t && %run %t
// RUN: %cc -DTWIN -DNODE='"%t.node"' %s -o %t.twin && not --crash %t.twin
#include "../inputs/machine.h"

#ifdef TWIN
enum { THREADS = 4, FIRST = 2 };
#else
enum { THREADS = 4, FIRST = 1 };
#endif

/* In both processes, the threads answer in the order of the numbers. */
static void answer_so(const int turns[THREADS]) {
    char *program[] = {NODE, "2", NULL};
    valdi_starter *starters[2 + THREADS + 1] = {valdi_starter_exec("north", program),
                                                valdi_starter_exec("south", program)};
    valdi_checkpoint *order[THREADS + 1] = {NULL};
    const char *const names[] = {"north's first", "north's second", "south's first", "south's second"};
    for (int i = 0; i < THREADS; i++)
        starters[2 + i] = valdi_starter_adopt_in(starters[i / 2], names[i], "serve", i % 2 + FIRST);
    for (int i = 0; i < THREADS; i++)
        order[i] = valdi_checkpoint_after(starters[2 + turns[i]], "answer");
    valdi_checkpoint *all[THREADS + 5] = {valdi_checkpoint_at(starters[0], "serving"),
                                          valdi_checkpoint_at(starters[1], "serving")};
    memcpy(all + 2, order, sizeof order);
    all[2 + THREADS] = valdi_checkpoint_finished(starters[1]);
    all[3 + THREADS] = valdi_checkpoint_finished(starters[0]);
    valdi_runner *runner = runner_or_die(valdi_runner_new(starters, all));
    for (int i = 0; all[i]; i++)
        assert(valdi_runner_next(runner) == all[i]);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}

int main(void) {
    static const int turns[][THREADS] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {0, 2, 1, 3}, {2, 1, 3, 0}};
    for (unsigned i = 0; i < sizeof turns / sizeof *turns; i++)
        answer_so(turns[i]);
}
