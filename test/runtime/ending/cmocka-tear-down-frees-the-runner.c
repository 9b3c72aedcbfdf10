// cmocka: an assertion longjmps out of a test in mid-order; its tear-down frees the runner, the next test has its own.
// REQUIRES: cmocka
// UNSUPPORTED: sanitized
// RUN: %cc %s -lcmocka -o %t && %run sh -c '%t 2>&1; echo status $?' | FileCheck %s
// CHECK: [  FAILED  ] fails_in_mid_order
// CHECK: [       OK ] is_held
// CHECK: [  PASSED  ] 1 test(s).
// CHECK: 1 FAILED TEST(S)
// CHECK: status 1
#include "../inputs/machine.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct machine first, second;
static valdi_checkpoint *a, *b;

static int set_up(void **state) {
    first = second = (struct machine){""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    a = valdi_checkpoint_after(one, "first_phase");
    b = valdi_checkpoint_after(two, "first_phase");
    *state = valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b));
    return !*state;
}

static int tear_down(void **state) {
    valdi_runner_free(*state);
    return !machine_is(&first, "12");
}

static void fails_in_mid_order(void **state) {
    assert_ptr_equal(valdi_runner_next(*state), a);
    assert_true(machine_is(&first, "2"));
}

static void is_held(void **state) {
    assert_ptr_equal(valdi_runner_next(*state), a);
    assert_ptr_equal(valdi_runner_next(*state), b);
    assert_int_equal(valdi_runner_finish(*state), VALDI_HELD);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fails_in_mid_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(is_held, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
