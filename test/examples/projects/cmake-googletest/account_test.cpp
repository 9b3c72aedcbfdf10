#include "account.h"

#include <gtest/gtest.h>
#include <valdi/valdi.hpp>

/* Bob's deposit falls between alice's read and her write. The fixture's destructor frees the runner, however the test
 * ends. */
class TwoDeposits : public testing::Test {
  protected:
    Account account{100};

    valdi::starter alice = valdi::thread("alice", [this] { account.deposit(30); });
    valdi::starter bob = valdi::thread("bob", [this] { account.deposit(50); });

    valdi::checkpoint alice_read = alice.after("Account::read");
    valdi::checkpoint bob_wrote = bob.after("Account::write");
    valdi::checkpoint alice_wrote = alice.after("Account::write");

    valdi::runner runner{{alice, bob}, {alice_read, bob_wrote, alice_wrote}};
};

#ifdef RACY

/* Between two calls of next() everybody stands still: the test can look. */
TEST_F(TwoDeposits, LoseOneWhenTheyOverlap) {
    EXPECT_EQ(runner.next(), alice_read);
    EXPECT_EQ(account.balance(), 100);
    EXPECT_EQ(runner.next(), bob_wrote);
    EXPECT_EQ(account.balance(), 150);
    EXPECT_EQ(runner.next(), alice_wrote);
    EXPECT_EQ(account.balance(), 130) << "bob's deposit should have been lost";
    EXPECT_EQ(runner.finish(), valdi::verdict::held) << runner.explain();
}

#else

/* Bob needs the lock that alice holds where she stands. Should somebody take it away, the order can be held again, and
 * this test fails. */
TEST_F(TwoDeposits, CannotOverlap) {
    EXPECT_EQ(runner.next(), alice_read);
    EXPECT_THROW(runner.next(), valdi::order_failed);
    EXPECT_EQ(runner.finish(), valdi::verdict::infeasible) << runner.explain();
    EXPECT_EQ(account.balance(), 180);
}

#endif
