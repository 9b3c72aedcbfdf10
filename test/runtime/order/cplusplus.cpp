// C++: members by qualified name or signature, a hit by exception, the macros with std::initializer_list.
// RUN: for o in -O0 -O2; do %cxx -Wpedantic $o %s -o %t$o && %run %t$o || exit 1; done
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash %t.twin
#undef NDEBUG
#include <cassert>
#include <stdexcept>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

struct Account {
    int balance = 100;
    VALDI_CHECKPOINT void deposit(int amount) { balance += amount; }
    VALDI_CHECKPOINT void deposit(double amount) { balance += int(2 * amount); }
    VALDI_CHECKPOINT void withdraw(int amount) {
        if (amount > balance)
            throw std::runtime_error("overdrawn");
        balance -= amount;
    }
};

static void *pay(void *argument) {
    Account *account = static_cast<Account *>(argument);
    account->deposit(1);
    account->deposit(2.5);
    try {
        account->withdraw(1000);
    } catch (const std::runtime_error &) {
        account->balance = 0;
    }
    return account;
}

int main() {
    Account account;
    valdi_starter *bob = valdi_starter_thread("bob", pay, &account);
    valdi_checkpoint *any = valdi_checkpoint_after(bob, "Account::deposit");
    valdi_checkpoint *in_double = valdi_checkpoint_before(bob, "Account::deposit(double)");
    valdi_checkpoint *unwound = valdi_checkpoint_after(bob, "Account::withdraw");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(any, in_double, any, unwound));
    assert(runner);
    assert(valdi_runner_next(runner) == any && account.balance == 101);
    assert(valdi_runner_next(runner) == in_double && account.balance == 101);
    assert(valdi_runner_next(runner) == any && account.balance == 106);
    assert(valdi_runner_next(runner) == unwound);
#ifdef TWIN
    assert(account.balance == 0);
#endif
    assert(account.balance == 106);
    assert(valdi_runner_finish(runner) == VALDI_HELD && account.balance == 0);
    valdi_runner_free(runner);
}
