/* An account that several threads pay into. */
#pragma once

#include <mutex>
#include <valdi/checkpoint.h>

class Account {
  public:
    explicit Account(long balance) : balance_(balance) {}

    void deposit(long amount);
    long balance() const { return balance_; }

  private:
    /* Annotations leave nothing in a build without Valdi's pass. */
    VALDI_CHECKPOINT long read() const;
    VALDI_CHECKPOINT void write(long balance);

    std::mutex lock_;
    long balance_;
};
