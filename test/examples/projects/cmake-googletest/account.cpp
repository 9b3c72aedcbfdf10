#include "account.h"

long Account::read() const {
    return balance_;
}

void Account::write(long balance) {
    balance_ = balance;
}

void Account::deposit(long amount) {
#ifdef FIXED
    std::lock_guard<std::mutex> guard(lock_);
#endif
    write(read() + amount);
}
