// In C++, this is the first argument, references are addresses, and enumerations and booleans are integers.
// RUN: for o in 0 2; do %cxx -O$o %s -o %t && %run %t || exit 1; done
#include "../inputs/machine.h"

enum class Color : unsigned char { red = 1, green = 255 };

struct Account {
    long balance;
    VALDI_CHECKPOINT bool deposit(const long &amount, Color color, bool sure) {
        balance += amount;
        return sure && color == Color::green;
    }
};

static Account account = {100};

static void *work(void *argument) {
    account.deposit(30, Color::green, true);
    return argument;
}

static int check(const valdi_hit *hit, void *) {
    assert(valdi_hit_count(hit) == 4 && valdi_hit_find(hit, "this") == 0 && valdi_hit_find(hit, "sure") == 3);
    assert(valdi_hit_pointer(hit, 0) == &account && *(long *)valdi_hit_pointer(hit, 1) == 30);
    assert(valdi_hit_integer(hit, 2) == 255 && valdi_hit_integer(hit, 3) == 1);
    assert(!strcmp(valdi_hit_value_type(hit, 1), "const long &"));
    assert(!strcmp(valdi_hit_value_type(hit, 2), "enum Color"));
    assert(!strcmp(valdi_hit_name(hit), "Account::deposit"));
    return !valdi_hit_is_known(hit, VALDI_RESULT) || valdi_hit_integer(hit, VALDI_RESULT) == 1;
}

int main() {
    valdi_starter *one = valdi_starter_thread("one", work, NULL);
    valdi_checkpoint *before =
        valdi_checkpoint_when(valdi_checkpoint_before(one, "Account::deposit"), check, NULL);
    valdi_checkpoint *after =
        valdi_checkpoint_when(valdi_checkpoint_after(one, "Account::deposit"), check, NULL);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(before, after)));
    assert(valdi_runner_next(runner) == before && account.balance == 100);
    assert(valdi_runner_next(runner) == after && account.balance == 130);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
