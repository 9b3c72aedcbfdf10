// Threads and processes are mixed in one order, a sequence or constraints: nobody moves out of turn.
// RUN: %cc %s -o %t && %run %t
// RUN: %cc -DTWIN %s -o %t.twin && not --crash %t.twin
#include "inputs/shared.h"

enum { ROUNDS = 20, STARTERS = 4 };

struct trace {
    _Atomic int length;
    char names[STARTERS * ROUNDS + 1];
};
static struct trace *trace;

VALDI_CHECKPOINT static void write_name(char name) {
    trace->names[trace->length++] = name;
}

static int as_process(void *name) {
    for (int i = 0; i < ROUNDS; i++)
        write_name(*(char *)name);
    return 0;
}

static void *as_thread(void *name) {
    as_process(name);
    return NULL;
}

static void clear(void) {
    memset(trace, 0, sizeof *trace);
}

static void make(valdi_starter *starters[STARTERS + 1]) {
    starters[0] = valdi_starter_fork("a", as_process, "a");
    starters[1] = valdi_starter_thread("b", as_thread, "b");
    starters[2] = valdi_starter_fork("c", as_process, "c");
    starters[3] = valdi_starter_thread("d", as_thread, "d");
    starters[STARTERS] = NULL;
}

static void hold_sequence(void) {
    valdi_starter *starters[STARTERS + 1];
    valdi_checkpoint *order[STARTERS * ROUNDS + 1] = {NULL};
    char expected[STARTERS * ROUNDS + 1] = "";
    make(starters);
    for (int i = 0; i < STARTERS * ROUNDS; i++) {
        order[i] = valdi_checkpoint_after(starters[i % STARTERS], "write_name");
        expected[i] = *valdi_starter_name(starters[i % STARTERS]);
    }
    valdi_runner *runner = runner_or_die(valdi_runner_new(starters, order));
    for (int i = 0; i < STARTERS * ROUNDS; i++) {
        assert(valdi_runner_next(runner) == order[i]);
        assert(trace->length == i + 1);
    }
    assert(!strcmp(finish(runner), "held"));
    assert(!strcmp(trace->names, expected));
}

/* All of d before a's last, and so on. */
static void hold_constraints(void) {
    valdi_starter *starters[STARTERS + 1];
    valdi_checkpoint *first[STARTERS], *last[STARTERS];
    make(starters);
    for (int i = 0; i < STARTERS; i++) {
        first[i] = valdi_checkpoint_nth(valdi_checkpoint_before(starters[i], "write_name"), 1);
        last[i] = valdi_checkpoint_nth(valdi_checkpoint_after(starters[i], "write_name"), ROUNDS);
    }
#ifdef TWIN
    valdi_runner *runner = runner_or_die(valdi_runner_new_partial(
        starters, VALDI_CONSTRAINTS({last[2], first[3]}, {last[1], first[2]}, {last[0], first[1]})));
#else
    valdi_runner *runner = runner_or_die(valdi_runner_new_partial(
        starters, VALDI_CONSTRAINTS({last[3], first[2]}, {last[2], first[1]}, {last[1], first[0]})));
#endif
    assert(!strcmp(finish(runner), "held"));
    for (int i = 0; i < STARTERS * ROUNDS; i++)
        assert(trace->names[i] == "dcba"[i / ROUNDS]);
}

int main(void) {
    trace = share(sizeof *trace);
    hold_sequence();
    clear();
    hold_constraints();
}
