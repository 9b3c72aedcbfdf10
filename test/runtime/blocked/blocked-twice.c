// The same checkpoint "blocked" may stand in the order several times: each time the starter sleeps anew, or still.
// RUN: %cc %s -o %t && %run %t 2>&1 | count 0
#include "../inputs/machine.h"
#include <semaphore.h>

static sem_t semaphore;
static int posts, wakes;

static void *posts_twice(void *argument) {
    for (int i = 0; i < 2; i++) {
        posts++;
        sem_post(&semaphore);
        VALDI_POINT("posted");
    }
    return argument;
}

static void *waits_twice(void *argument) {
    sem_wait(&semaphore);
    wakes++;
    sem_wait(&semaphore);
    wakes++;
    return argument;
}

/* alive: alice comes to the marker in between, or not: then bob sleeps still where he did. */
static void hold(int alive) {
    posts = wakes = 0;
    sem_init(&semaphore, 0, 0);
    valdi_starter *alice = valdi_starter_thread("alice", posts_twice, NULL);
    valdi_starter *bob = valdi_starter_thread("bob", waits_twice, NULL);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(bob), *posted = valdi_checkpoint_at(alice, "posted");
    valdi_checkpoint *ended = valdi_checkpoint_finished(bob);
    valdi_checkpoint *anew[] = {asleep, posted, asleep, posted, ended, NULL};
    valdi_checkpoint *still[] = {asleep, asleep, asleep, posted, posted, ended, NULL};
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(alice, bob), alive ? anew : still));
    for (int step = 0; (alive ? anew : still)[step]; step++) {
        assert(valdi_runner_next(runner) == (alive ? anew : still)[step]);
        assert(wakes == posts);
    }
    assert(wakes == 2);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}

int main(void) {
    hold(1);
    hold(0);
}
