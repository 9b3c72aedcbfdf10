// Lines of constraints make a partial order; a chain is one for each two neighbours, and what is written alike is one checkpoint.
// Where alice is just then is not the order's to say: that line of the report differs.
// RUN: %cc %s -o %t && %run sh -c '%t >%t.out 2>&1; status=$?; grep -v "^ " %t.out; exit $status' | FileCheck %s
#include "inputs/teller.h"

int main(void) {
    for (int i = 0; i < 20; i++) {
        valdi_runner *runner =
            tellers(pay_in, "bob after deposit/3 < alice before read_balance < alice before write_balance\n"
                            "bob before write_balance/2 < alice before read_balance\n");
        assert(finish(runner) == VALDI_HELD && balance == 220);
    }
    // CHECK: no runner: the constraints go round in a circle: alice after deposit < bob after deposit < alice after deposit
    valdi_starter *alice = valdi_starter_thread("alice", pay_in, "alice"),
                  *bob = valdi_starter_thread("bob", pay_in, "bob");
    assert(!valdi_runner_parse(VALDI_STARTERS(alice, bob), "bob after deposit < alice after deposit\n"
                                                           "alice after deposit < bob after deposit"));
    printf("no runner: %s\n", valdi_error());
    valdi_starter_free(alice);
    valdi_starter_free(bob);
    fflush(stdout);
    // CHECK: valdi: order unreached
    assert(finish(tellers(pay_in, "bob after deposit/4 < alice before read_balance")) == VALDI_UNREACHED);
}
