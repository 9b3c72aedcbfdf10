// Threads of the test, forked processes, programs and threads of theirs are held to one order, in a sequence and in a partial order.
// RUN: %cc %S/inputs/node.c -o %t.node && %cc -DNODE='"%t.node"' %s -o %t && %run %t
// RUN: %cc -DTWIN -DNODE='"%t.node"' %s -o %t.twin && not --crash %t.twin
#include "inputs/blocked.h"

struct log {
    int length;
    char text[16];
};
static struct log *text;

VALDI_CHECKPOINT static void note(char who) {
    text->text[text->length++] = who;
}

static int is_forked(void *unused) {
    note('f');
    note('F');
    return 0;
}

static void *is_thread(void *unused) {
    note('t');
    note('T');
    return unused;
}

enum { NODE_IS, WORKER, FORK, PLAIN, STARTERS };

static void make(valdi_starter *starters[STARTERS + 1]) {
    char *program[] = {NODE, "3", NULL};
    starters[NODE_IS] = valdi_starter_exec("node", program);
    starters[WORKER] = valdi_starter_adopt_in(starters[NODE_IS], "worker", "serve", 3);
    starters[FORK] = valdi_starter_fork("fork", is_forked, NULL);
    starters[PLAIN] = valdi_starter_thread("thread", is_thread, NULL);
    starters[STARTERS] = NULL;
    text->length = 0;
}

static void hold_sequence(void) {
    valdi_starter *s[STARTERS + 1];
    make(s);
    valdi_checkpoint *serving = valdi_checkpoint_at(s[NODE_IS], "serving"),
                     *t = valdi_checkpoint_after(s[PLAIN], "note"),
                     *locks = valdi_checkpoint_before(s[WORKER], "lock_queue"),
                     *f = valdi_checkpoint_after(s[FORK], "note"),
                     *answers = valdi_checkpoint_after(s[WORKER], "answer"),
                     *thread_ended = valdi_checkpoint_finished(s[PLAIN]),
                     *node_ended = valdi_checkpoint_finished(s[NODE_IS]),
                     *fork_ended = valdi_checkpoint_finished(s[FORK]);
    valdi_checkpoint *const order[] = {serving,      t,          locks,      f,   answers,
                                       thread_ended, node_ended, fork_ended, NULL};
    valdi_runner *runner = runner_or_die(valdi_runner_new(s, order));
    for (int i = 0; order[i]; i++) {
        assert(valdi_runner_next(runner) == order[i]);
        if (order[i] == node_ended)
            assert(text->length == 3 && !memcmp(text->text, "tfT", 3));
    }
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert(text->length == 4 && !memcmp(text->text, "tfTF", 4));
    valdi_runner_free(runner);
}

/* The worker answers between what the others note first and what they note then. */
static void hold_partial_order(int in_steps) {
    valdi_starter *s[STARTERS + 1];
    make(s);
    valdi_checkpoint *t = valdi_checkpoint_after(s[PLAIN], "note"),
                     *f = valdi_checkpoint_before(s[FORK], "note"),
                     *answers = valdi_checkpoint_before(s[WORKER], "answer"),
                     *f_noted = valdi_checkpoint_after(s[FORK], "note"),
                     *answered = valdi_checkpoint_after(s[WORKER], "answer"),
                     *more = valdi_checkpoint_nth(valdi_checkpoint_before(s[PLAIN], "note"), 2),
                     *again = valdi_checkpoint_nth(valdi_checkpoint_before(s[FORK], "note"), 2),
                     *end = valdi_checkpoint_nth(valdi_checkpoint_after(s[PLAIN], "note"), 2);
#ifdef TWIN
    again = more;
    end = answers;
#endif
    valdi_runner *runner = runner_or_die(valdi_runner_new_partial(
        s, VALDI_CONSTRAINTS({t, f}, {f_noted, answers}, {answered, more}, {end, again})));
    while (in_steps && valdi_runner_next(runner))
        ;
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert(text->length == 4 && !memcmp(text->text, "tfTF", 4));
    valdi_runner_free(runner);
}

int main(void) {
    text = map_anonymous(sizeof *text);
    hold_sequence();
    hold_partial_order(0);
    hold_partial_order(1);
}
