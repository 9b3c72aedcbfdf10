// What leaves a test in mid-order takes the runner with it: starters end, what they call outlives them, the next test has its own.
// RUN: %cxx %s -o %t && %run %t
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash %t.twin 2>&1 | FileCheck %s
// CHECK: Assertion `caught && left.use_count() == 1' failed
#undef NDEBUG
#include <cassert>
#include <memory>
#include <valdi/checkpoint.h>
#include <valdi/valdi.hpp>

VALDI_CHECKPOINT static void step(int *left) {
    --*left;
}

struct count_down {
    std::shared_ptr<int> left;
    void operator()() const {
        while (*left)
            step(left.get());
    }
};

static void test(const std::shared_ptr<int> &left) {
    valdi::starter one = valdi::thread("one", count_down{left});
    auto never = std::make_shared<bool>(true);
    valdi::checkpoint second = one.after("step").when([never](const valdi::hit &) { return *never; });
    auto runner = std::unique_ptr<valdi::runner>(new valdi::runner({one}, {second, second}));
#ifdef TWIN
    runner.release();
#else
    valdi::runner moved = std::move(*runner);
    runner.reset(new valdi::runner(std::move(moved)));
#endif
    throw 1;
}

int main() {
    for (int i = 0; i < 3; i++) {
        auto left = std::make_shared<int>(3);
        bool caught = false;
        try {
            test(left);
        } catch (int) {
            caught = true;
        }
        assert(caught && left.use_count() == 1);
    }
}
