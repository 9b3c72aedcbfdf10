#include "queue.h"

#include <valdi/valdi.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct queue queue;
static valdi_checkpoint *alice_looked, *bob_took, *alice_took;

static void *take_one(void *unused) {
    int item;
    (void)unused;
    return queue_take(&queue, &item) ? &queue : NULL;
}

/* Bob takes the last item between alice's look and her taking it. */
static int set_up(void **state) {
    queue = (struct queue){.lock = PTHREAD_MUTEX_INITIALIZER, .items = {7}, .end = 1};
    valdi_starter *alice = valdi_starter_thread("alice", take_one, NULL);
    valdi_starter *bob = valdi_starter_thread("bob", take_one, NULL);
    alice_looked = valdi_checkpoint_after(alice, "queue_is_empty");
    bob_took = valdi_checkpoint_after(bob, "queue_remove");
    alice_took = valdi_checkpoint_finished(alice);
    *state = valdi_runner_new(VALDI_STARTERS(alice, bob), VALDI_ORDER(alice_looked, bob_took, alice_took));
    if (!*state)
        print_error("%s\n", valdi_error());
    return !*state;
}

/* A failed assertion jumps out of the test: the runner is freed here, and nobody stays behind. */
static int tear_down(void **state) {
    valdi_runner_free(*state);
    return 0;
}

#ifdef RACY

static void last_item_is_taken_twice(void **state) {
    assert_ptr_equal(valdi_runner_skip_to(*state, bob_took), bob_took);
    assert_int_equal(queue.first, 1); /* everybody stands still: the test can look */
    assert_int_equal(valdi_runner_finish(*state), VALDI_HELD);
    assert_int_equal(queue.first, 2); /* one item was put in, and two are out */
}

#else

/* Bob needs the lock that alice holds where she stands. */
static void last_item_is_taken_once(void **state) {
    assert_int_equal(valdi_runner_finish(*state), VALDI_INFEASIBLE);
    assert_non_null(strstr(valdi_runner_explain(*state), "queue.lock is held by alice"));
    assert_int_equal(queue.first, 1);
}

#endif

int main(void) {
    const struct CMUnitTest tests[] = {
#ifdef RACY
        cmocka_unit_test_setup_teardown(last_item_is_taken_twice, set_up, tear_down),
#else
        cmocka_unit_test_setup_teardown(last_item_is_taken_once, set_up, tear_down),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
