#include "hall.h"

#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <valdi/valdi.h>

static struct hall hall = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void *till(void *who) {
    return hall_reserve(&hall, 7, who) ? who : NULL;
}

/* Bob takes the seat that alice has just seen to be free. */
int main(void) {
    char alices[] = "alice", bobs[] = "bob";
    valdi_starter *alice = valdi_starter_thread("alice", till, alices);
    valdi_starter *bob = valdi_starter_thread("bob", till, bobs);
    valdi_checkpoint *alice_looked = valdi_checkpoint_after(alice, "is_free");
    valdi_checkpoint *bob_took = valdi_checkpoint_after(bob, "take");
    valdi_checkpoint *alice_took = valdi_checkpoint_after(alice, "take");
    valdi_runner *runner =
        valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(alice_looked, bob_took, alice_took));
    if (!runner) {
        fprintf(stderr, "%s\n", valdi_error());
        return 1;
    }
#ifdef RACY
    assert(valdi_runner_skip_to(runner, bob_took) == bob_took);
    assert(!strcmp(hall.taken_by[7], "bob")); /* everybody stands still: the test can look */
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    assert(!strcmp(hall.taken_by[7], "alice"));
    assert(valdi_starter_result(alice) && valdi_starter_result(bob)); /* both have been told it is theirs */
#else
    /* Bob needs the lock that alice holds where she stands. */
    assert(valdi_runner_finish(runner) == VALDI_INFEASIBLE);
    assert(valdi_starter_result(alice) && !valdi_starter_result(bob));
#endif
    valdi_runner_free(runner);
}
