// What cannot be made throws valdi::error with the reason, leaves nothing behind, and the next runner is made.
// RUN: %cxx %s -o %t && %run %t 2>&1 | FileCheck %s --check-prefix=MISSPELT --implicit-check-not=valdi:
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash %t.twin 2>&1 | FileCheck %s
// MISSPELT: valdi: order unreached at step 1 of 2: bob finished
// CHECK: Assertion `!"nothing was thrown"' failed
#undef NDEBUG
#include <cassert>
#include <string>
#include <valdi/checkpoint.h>
#include <valdi/valdi.hpp>

VALDI_CHECKPOINT static void withdraw(int amount) {
    (void)amount;
}

template <class Call> static void assert_says(const char *part, Call call) {
    try {
        call();
        assert(!"nothing was thrown");
    } catch (const valdi::error &e) {
        if (std::string(e.what()).find(part) == std::string::npos)
            throw;
    }
}

static valdi::starter bob() {
    return valdi::thread("bob", [] { withdraw(1); });
}

int main() {
#ifdef TWIN
    const char *function = "withdraw";
#else
    const char *function = "witdraw";
#endif
    assert_says("nearest: \"withdraw\"", [=] {
        valdi::starter one = bob();
        valdi::runner runner({one}, {one.after(function)});
        runner.hold();
    });
    assert_says("a starter needs a name", [] { valdi::thread("", [] {}); });
    assert_says("two starters are named", [] {
        valdi::starter one = bob(), two = bob();
        valdi::runner({one, two}, {one.finished()});
    });
    assert_says("another runner", [] {
        valdi::starter one = bob(), two = valdi::thread("two", [] {});
        valdi::runner first({one}, {one.finished()}), second({two}, {two.finished()});
    });
    assert_says("circle", [] {
        valdi::starter one = bob(), two = valdi::thread("two", [] { withdraw(2); });
        valdi::checkpoint a = one.after("withdraw"), b = two.after("withdraw");
        valdi::runner({one, two}, {a < b, b < a});
    });
    assert_says("no value \"amuont\" at withdraw", [] {
        valdi::starter one = bob();
        auto misspelt = [](const valdi::hit &hit) { return hit.integer("amuont") == 1; };
        valdi::runner runner({one}, {one.before("withdraw").when(misspelt), one.finished()});
        runner.next();
    });
    assert_says("freed with its runner", [] {
        valdi::starter one = bob();
        valdi::runner({one}, {one.finished()}).hold();
        one.status();
    });
    assert_says("no condition", [] { bob().finished().when(nullptr); });
    valdi::starter last = bob();
    valdi::runner({last}, {last.after("withdraw")}).hold();
}
