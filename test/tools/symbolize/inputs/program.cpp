// Functions of every kind, with inlined ones.
#include <map>
#include <string>

namespace city {
inline __attribute__((always_inline)) int add(volatile int *to, int by) {
    *to += by;
    return *to;
}
struct bank {
    std::map<std::string, int> accounts;
    volatile int balance = 0;
    __attribute__((noinline)) int deposit(const std::string &who, int amount) {
        accounts[who] += add(&balance, amount);
        auto fee = [this](int of) { return add(&balance, -of) + (of > 3 ? add(&balance, 1) : 0); };
        return fee(amount) + fee(2);
    }
    bank &operator+=(int amount) {
        deposit("operator", amount);
        return *this;
    }
};
} // namespace city

static int plain_number = 3;
city::bank *first;
extern "C" const int *one_of_c(void);
const int *one_of_c(void) {
    return &plain_number;
}

int main(int count, char **) {
    city::bank bank;
    first = &bank;
    bank += count;
    plain_number += count;
    return bank.deposit("main", *one_of_c()) < 0;
}
