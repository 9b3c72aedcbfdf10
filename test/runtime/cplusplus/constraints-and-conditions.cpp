// A partial order is written a < b; a condition is any callable; inside and nth choose among hits.
// RUN: %cxx -Wpedantic %s -o %t && %run %t
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash %t.twin
#undef NDEBUG
#include <atomic>
#include <cassert>
#include <cstring>
#include <valdi/checkpoint.h>
#include <valdi/valdi.hpp>

static std::atomic<int> length;
static int queue[8];

VALDI_CHECKPOINT static int push(int value, const char *who) {
    (void)who;
    queue[length++] = value;
    return length;
}
VALDI_CHECKPOINT static void commit(int value) {
    push(value, "commit");
}

static void constrained() {
    length = 0;
    valdi::starter one = valdi::thread("one", [] { push(1, "one"); }), two = valdi::thread("two", [] { push(2, "two"); });
#ifdef TWIN
    valdi::runner runner({one, two}, {one.after("push") < two.before("push")});
#else
    valdi::runner runner({one, two}, {two.after("push") < one.before("push")});
#endif
    runner.hold();
    assert(queue[0] == 2 && queue[1] == 1);
}

static void chosen() {
    length = 0;
    int wanted = 7;
    valdi::starter one = valdi::thread("one", [] {
        for (int i = 5; i < 9; i++)
            push(i, "one");
        commit(10);
        push(11, "one");
    });
    valdi::checkpoint seven = one.before("push").when([&](const valdi::hit &hit) {
        return hit.integer("value") == wanted && hit.text("who") == "one" && hit.count() == 2 &&
               !strcmp(hit.name(), "push") && !hit.unwound() && hit.line();
    });
    valdi::checkpoint fourth = one.after("push").when([](const valdi::hit &hit) { return hit.result() == 4; });
    valdi::checkpoint within = one.before("push").inside("commit");
    valdi::checkpoint sixth = one.after("push").nth(6);
    valdi::runner runner({one}, {seven, fourth, within, sixth});
    assert(runner.next() == seven && length == 2);
    assert(runner.next() == fourth && length == 4);
    assert(runner.next() == within && length == 4);
    assert(runner.next() == sixth && length == 6);
    runner.hold();
}

int main() {
    constrained();
    chosen();
}
