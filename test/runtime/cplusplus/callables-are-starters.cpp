// Any callable is a starter: a lambda with captures, an object that can only be moved, a function, a bound method.
// RUN: for s in 11 20; do %cxx -Wpedantic -std=c++$s %s -o %t$s && %run %t$s || exit 1; done
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash %t.twin
#undef NDEBUG
#include <cassert>
#include <functional>
#include <memory>
#include <valdi/checkpoint.h>
#include <valdi/valdi.hpp>

static int sum;

VALDI_CHECKPOINT static void add(int number) {
    sum += number;
}

struct only_moved {
    std::unique_ptr<int> number;
    void operator()() const { add(*number); }
};

static void add_thousand() {
    add(1000);
}

struct account {
    void pay(int number) { add(number); }
};

int main() {
    account mine;
    int one = 1;
    valdi::starter a = valdi::thread("a", [&one] { add(one); });
    valdi::starter b = valdi::thread("b", only_moved{std::unique_ptr<int>(new int(10))});
    valdi::starter c = valdi::thread("c", std::bind(&account::pay, &mine, 100));
    valdi::starter d = valdi::thread("d", add_thousand);
#ifdef TWIN
    one = 2;
#endif
    valdi::checkpoint d_added = d.after("add"), b_added = b.after("add"), a_added = a.after("add");
    valdi::runner runner({a, b, c, d}, {d_added, b_added, c.after("add"), a_added});
    assert(runner.next() == d_added && sum == 1000);
    assert(runner.next() == b_added && sum == 1010);
    assert(runner.skip_to(a_added) == a_added && sum == 1111);
    assert(!runner.next());
    assert(runner.verdict() == valdi::verdict::held);
    runner.hold();
    assert(std::string(c.name()) == "c" && !c.thrown());
}
