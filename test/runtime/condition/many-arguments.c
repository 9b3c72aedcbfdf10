// Arguments beyond the registers are brought too, the first sixteen that can be; others keep their numbers.
// RUN: for o in 0 2; do %cc -O$o %s -o %t && %run %t || exit 1; done
#include "../inputs/machine.h"

struct pair {
    int a, b;
};
struct large {
    long numbers[8];
};

static double sum;

VALDI_CHECKPOINT static struct large many(char a, struct pair p, double d, short c, struct large l,
                                          long long e, unsigned f, _Bool g, void *h, int i, int j, int k,
                                          int m, int n, int o, int q, int r, int s, int t, int u, int v) {
    sum +=
        a + p.a + d + c + l.numbers[0] + e + f + g + (h != 0) + i + j + k + m + n + o + q + r + s + t + u + v;
    return l;
}

static void *work(void *argument) {
    struct large l = {{77}};
    many(-1, (struct pair){1, 2}, 0.5, -3, l, -4, 4000000000u, 1, argument, 9, 10, 11, 12, 13, 14, 15, 16, 17,
         18, 19, 20);
    return argument;
}

static int check(const valdi_hit *hit, void *argument) {
    static const char known[] = "100111111111111111000";
    assert(valdi_hit_count(hit) == 21);
    for (int i = 0; i < 21; i++)
        assert(valdi_hit_is_known(hit, i) == known[i] - '0');
    assert(valdi_hit_integer(hit, 0) == -1 && valdi_hit_integer(hit, 3) == -3 &&
           valdi_hit_integer(hit, 5) == -4);
    assert(valdi_hit_integer(hit, 6) == 4000000000 && valdi_hit_integer(hit, 7) == 1);
    assert(!strcmp(valdi_hit_value_type(hit, 1), "struct pair") && valdi_hit_integer(hit, 1) == 0);
    assert(!strcmp(valdi_hit_value_type(hit, 4), "struct large") && valdi_hit_find(hit, "v") == 20);
    assert(((const struct large *)valdi_hit_pointer(hit, 4))->numbers[0] == 77);
    assert(valdi_hit_pointer(hit, 8) == argument);
    for (int i = 9; i <= 17; i++)
        assert(valdi_hit_integer(hit, i) == i);
    return 1;
}

int main(void) {
    int here;
    valdi_starter *one = valdi_starter_thread("one", work, &here);
    valdi_checkpoint *before = valdi_checkpoint_when(valdi_checkpoint_before(one, "many"), check, &here);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(before)));
    assert(valdi_runner_next(runner) == before && !sum);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
