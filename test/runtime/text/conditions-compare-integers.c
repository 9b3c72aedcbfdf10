// A condition compares arguments, results and markers' values with integers, by the values' own signs.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "inputs/teller.h"

#include <stdint.h>

static int shown;

VALDI_CHECKPOINT static unsigned char show(signed char small, unsigned short medium, int64_t large,
                                           uint64_t huge, const void *nothing) {
    shown++;
    return (unsigned char)(small + medium);
}

static void *show_some(void *argument) {
    show(-1, 65535, INT64_MIN, UINT64_MAX, NULL);
    show(1, 2, -3, 0x8000000000000000u, argument);
    show('a', 0, 0, 0, argument);
    return argument;
}

/* The number of the first call of show that the condition holds for; 0 if there is none. */
static int first(const char *when) {
    char order[200];
    snprintf(order, sizeof order, "one after show when %s\n", when);
    shown = 0;
    valdi_starter *one = valdi_starter_thread("one", show_some, &shown);
    valdi_runner *runner = valdi_runner_parse(VALDI_STARTERS(one), order);
    if (!runner)
        puts(valdi_error());
    assert(runner);
    int found = valdi_runner_next(runner) ? shown : 0;
    valdi_runner_free(runner);
    return found;
}

int main(void) {
    valdi_runner *runner = tellers(pay_in, "alice after deposit when amount == 20\n"
                                           "bob after deposit when result >= 160 and amount!=20\n"
                                           "alice at balance:written when amount > 150 and amount < 1000\n");
    assert(reaches(runner, "alice after deposit when amount == 20") && balance == 130);
    assert(reaches(runner, "bob after deposit when result >= 160 and amount != 20") && balance == 190);
    assert(finish(runner) == VALDI_HELD);

    assert(first("small == -1") == 1);
    assert(first("small<0") == 1);
    assert(first("small == 'a'") == 3);
    assert(first("medium == 0xffff") == 1);
    assert(first("medium == -1") == 0);
    assert(first("large == -9223372036854775808") == 1);
    assert(first("large < -2 and large > -4") == 2);
    assert(first("huge == 18446744073709551615") == 1);
    assert(first("huge >= 0x8000000000000000 and huge != 0xffffffffffffffff") == 2);
    assert(first("huge < 0") == 0);
    assert(first("nothing == 0") == 1);
    assert(first("nothing != 0 and large == -3") == 2);
    assert(first("result == 254") == 1);
    assert(first("result<=3 and small >= 1") == 2);

    // CHECK: valdi: order unreached at step 1 of 1: bob finished without reaching "after deposit when amount == 40"
    // CHECK: hits of "after deposit": bob 3 (0 under its condition)
    // CHECK-NOT: no hit has
    assert(finish(tellers(pay_in, "bob after deposit when amount == 40")) == VALDI_UNREACHED);
}
