// GoogleTest: assertions and exceptions that leave a test in mid-order fail that test alone; its tear-down frees the runner.
// REQUIRES: gtest
// UNSUPPORTED: sanitized
// RUN: %cxx %s -lgtest -o %t && not %run %t 2>&1 | FileCheck %s
// RUN: %run %t --gtest_filter='*later*' 2>&1 | FileCheck %s --check-prefix=GREEN
// CHECK-DAG: [  FAILED  ] order.an_assertion_fails
// CHECK-DAG: [  FAILED  ] order.an_exception_leaves
// CHECK-DAG: [       OK ] order.a_later_one_is_held
// CHECK: [  PASSED  ] 1 test.
// CHECK: 2 FAILED TESTS
// GREEN: [  PASSED  ] 1 test.
#include <gtest/gtest.h>

#include "../inputs/machine.h"

class order : public testing::Test {
  protected:
    machine first = {""}, second = {""};
    valdi_starter *one, *two;
    valdi_checkpoint *a, *b;
    valdi_runner *runner;

    void SetUp() override {
        one = valdi_starter_thread("one", two_phases, &first);
        two = valdi_starter_thread("two", two_phases, &second);
        a = valdi_checkpoint_after(one, "first_phase");
        b = valdi_checkpoint_after(two, "first_phase");
        runner = valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b));
        ASSERT_NE(runner, nullptr) << valdi_error();
    }

    void TearDown() override {
        valdi_runner_free(runner);
    }
};

TEST_F(order, an_assertion_fails) {
    ASSERT_EQ(valdi_runner_next(runner), a);
    ASSERT_TRUE(machine_is(&first, "2"));
}

TEST_F(order, an_exception_leaves) {
    ASSERT_EQ(valdi_runner_next(runner), a);
    throw 1;
}

TEST_F(order, a_later_one_is_held) {
    EXPECT_EQ(valdi_runner_next(runner), a);
    EXPECT_EQ(valdi_runner_next(runner), b);
    EXPECT_EQ(valdi_runner_finish(runner), VALDI_HELD) << valdi_runner_explain(runner);
}

int main(int count, char **arguments) {
    testing::InitGoogleTest(&count, arguments);
    return RUN_ALL_TESTS();
}
