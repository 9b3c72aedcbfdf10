// What stands around the C++ of docs/projects.md.
#include <valdi/checkpoint.h>
#include <valdi/valdi.hpp>

struct Account {
    int balance = 100;
    VALDI_CHECKPOINT int read() { return balance; }
    VALDI_CHECKPOINT void write(int balance) { this->balance = balance; }
    void deposit(int amount) { write(read() + amount); }
};

int main() {
    Account account;
#include "order.inc"
    return account.balance != 130;
}
