// A condition sees the arguments of a function, by number and by name, and stops its starter only where it holds.
// RUN: for o in 0 2; do %cc -O$o %s -o %t && %run %t || exit 1; done
#include "../inputs/machine.h"

#include <stdint.h>

static long total;

VALDI_CHECKPOINT static void pay(const char *who, int amount, unsigned char tax) {
    total += amount + tax + !who;
}

static void *payday(void *argument) {
    for (int amount = -2; amount <= 2; amount++)
        pay("bob", amount * 100, 200);
    return argument;
}

static int is_amount(const valdi_hit *hit, void *amount) {
    int at = valdi_hit_find(hit, "amount");
    assert(valdi_hit_count(hit) == 3 && at == 1 && valdi_hit_find(hit, "tax") == 2);
    assert(valdi_hit_find(hit, "tex") == VALDI_NONE && valdi_hit_find(hit, "") == VALDI_NONE);
    assert(!strcmp(valdi_hit_pointer(hit, 0), "bob") && valdi_hit_integer(hit, 2) == 200);
    assert(!strcmp(valdi_hit_value_type(hit, 0), "const char *"));
    assert(!strcmp(valdi_hit_value_name(hit, 2), "tax") &&
           !strcmp(valdi_hit_value_type(hit, 2), "unsigned char"));
    assert(!valdi_hit_is_known(hit, VALDI_RESULT) && !valdi_hit_is_known(hit, 3) &&
           !valdi_hit_is_known(hit, -7));
    assert(!strcmp(valdi_hit_name(hit), "pay") && strstr(valdi_hit_file(hit), "when-tests-arguments.c"));
    assert(valdi_hit_line(hit) > 0 && !valdi_hit_unwound(hit));
    return valdi_hit_integer(hit, at) == (intptr_t)amount;
}

int main(void) {
    valdi_starter *bob = valdi_starter_thread("bob", payday, NULL);
    valdi_checkpoint *debt =
        valdi_checkpoint_when(valdi_checkpoint_before(bob, "pay"), is_amount, (void *)-100);
    valdi_checkpoint *gift =
        valdi_checkpoint_when(valdi_checkpoint_before(bob, "pay"), is_amount, (void *)200);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(debt, gift)));
    assert(valdi_runner_next(runner) == debt);
    assert(total == -200 + 200);
    assert(valdi_runner_next(runner) == gift);
    assert(total == -200 - 100 + 100 + 4 * 200);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
