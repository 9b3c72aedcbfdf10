// A marker brings up to four values, known by number and by how they are written.
// RUN: for o in 0 2; do %cc -O$o %s -o %t && %run %t || exit 1; done
#include "../inputs/machine.h"

struct queue {
    int length;
    unsigned char limit;
    char *items;
};

static void *fill(void *argument) {
    struct queue *q = argument;
    for (q->length = 0; q->length < 5; q->length++)
        VALDI_POINT("queue:grown", q->length, q->limit, q->items, q->length > 2 ? -1L : q->limit - 1);
    VALDI_POINT("queue:full", q);
    return NULL;
}

static int at_length(const valdi_hit *hit, void *length) {
    assert(valdi_hit_count(hit) == 4 && valdi_hit_find(hit, "q->length") == 0);
    assert(valdi_hit_integer(hit, 1) == 200 && !strcmp(valdi_hit_pointer(hit, 2), "items"));
    assert(valdi_hit_integer(hit, 3) == (valdi_hit_integer(hit, 0) > 2 ? -1 : 199));
    assert(!strcmp(valdi_hit_name(hit), "queue:grown"));
    return valdi_hit_integer(hit, 0) == *(int *)length;
}

static int is_queue(const valdi_hit *hit, void *queue) {
    return valdi_hit_pointer(hit, valdi_hit_find(hit, "q")) == queue;
}

int main(void) {
    struct queue queue = {.limit = 200, .items = "items"};
    int three = 3;
    valdi_starter *one = valdi_starter_thread("one", fill, &queue);
    valdi_checkpoint *third =
        valdi_checkpoint_when(valdi_checkpoint_at(one, "queue:grown"), at_length, &three);
    valdi_checkpoint *full = valdi_checkpoint_when(valdi_checkpoint_at(one, "queue:full"), is_queue, &queue);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(third, full)));
    assert(valdi_runner_next(runner) == third && queue.length == 3);
    assert(valdi_runner_next(runner) == full && queue.length == 5);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
