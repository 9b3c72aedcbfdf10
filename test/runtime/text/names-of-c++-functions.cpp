// C++ names need quotes only for blanks; "<" alone is the sign of a constraint.
// RUN: %cxx -std=c++17 %s -o %t && %run %t
#undef NDEBUG
#include <cassert>
#include <cstring>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

namespace bank {
template <typename Money> struct Account {
    Money balance = 0;
    VALDI_CHECKPOINT void deposit(Money amount) {
        balance += amount;
    }
    VALDI_CHECKPOINT bool operator<(const Account &other) const {
        return balance < other.balance;
    }
    VALDI_CHECKPOINT Account operator/(Money parts) const {
        return Account{balance / parts};
    }
    VALDI_CHECKPOINT bool operator==(const Account &other) const {
        return balance == other.balance;
    }
};
} // namespace bank

static void *work(void *argument) {
    bank::Account<int> a, b;
    a.deposit(30);
    bool less = a < b, same = a / 2 == b / 3;
    return less || same ? nullptr : argument;
}

static const char *const orders[] = {
    "one after bank::Account<int>::deposit when amount == 30\n"
    "one after bank::Account<int>::operator<\n"
    "one before bank::Account<int>::operator/ when parts==3\n"
    "one after bank::Account<int>::operator==\n"
    "one finished\n",
    "one after bank::Account<int>::operator< < two before bank::Account<int>::operator<",
    "one after \"bank::Account<int>::deposit(int)\"\none after bank::Account<int>::operator//2\n"};

/* Refused starters stay the test's. */
static valdi_runner *parse(const char *order) {
    valdi_starter *one = valdi_starter_thread("one", work, nullptr);
    valdi_starter *two = valdi_starter_thread("two", work, nullptr);
    valdi_runner *runner = valdi_runner_parse(VALDI_STARTERS(one, two), order);
    if (!runner) {
        valdi_starter_free(one);
        valdi_starter_free(two);
    }
    return runner;
}

int main() {
    assert(!parse("one after bank::Account<int>::operator <"));
    assert(strstr(valdi_error(), "order:1:41: expected a starter, not the end of the line"));
    for (const char *order : orders) {
        valdi_runner *runner = parse(order);
        assert(runner && valdi_runner_finish(runner) == VALDI_HELD);
        valdi_runner_free(runner);
    }
}
