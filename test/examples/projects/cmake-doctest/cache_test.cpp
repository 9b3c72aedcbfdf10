#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "cache.hpp"

#include <doctest/doctest.h>
#include <valdi/valdi.hpp>

/* Alice finds that the page is not there; before she has loaded it, bob does. */
struct TwoReaders {
    int loads = 0;
    Cache cache{[this](int number) {
        loads++;
        return "page " + std::to_string(number);
    }};

    /* What an assertion throws in a starter fails the test: the runner throws it on. */
    valdi::starter alice = valdi::thread("alice", [this] { REQUIRE(cache.get(7) == "page 7"); });
    valdi::starter bob = valdi::thread("bob", [this] { REQUIRE(cache.get(7) == "page 7"); });

    static bool is_seven(const valdi::hit &hit) {
        return hit.integer("number") == 7;
    }

    valdi::checkpoint alice_loads = alice.before("Cache::load").when(is_seven);
    valdi::checkpoint bob_loaded = bob.after("Cache::load");
    valdi::checkpoint alice_loaded = alice.after("Cache::load");
    valdi::runner runner{{alice, bob}, {alice_loads, bob_loaded, alice_loaded}};
};

#ifdef RACY

TEST_CASE_FIXTURE(TwoReaders, "a page is loaded twice") {
    CHECK(runner.next() == alice_loads);
    CHECK(loads == 0);
    CHECK(runner.next() == bob_loaded);
    CHECK(loads == 1);
    runner.hold(); /* throws, with the report, if the order does not hold */
    CHECK(loads == 2);
}

#else

TEST_CASE_FIXTURE(TwoReaders, "a page is loaded once") {
    runner.expect(valdi::verdict::infeasible); /* bob waits for the lock that alice holds while she loads */
    CHECK(loads == 1);
}

#endif
