/* Two tellers and a balance, with a point of every kind; what tests of orders as text step through. */
#ifndef TELLER_H
#define TELLER_H

#undef NDEBUG
#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

static int balance = 100;
static pthread_mutex_t till = PTHREAD_MUTEX_INITIALIZER;

VALDI_CHECKPOINT static int read_balance(const char *who) {
    return who ? balance : 0;
}

VALDI_CHECKPOINT static void write_balance(const char *who, int amount) {
    balance = amount;
    VALDI_POINT("balance:written", amount, who);
}

VALDI_CHECKPOINT static int deposit(const char *who, int amount) {
    int before = read_balance(who);
    write_balance(who, before + amount);
    return before + amount;
}

/* Pays in 10, 20 and 30. */
static void *pay_in(void *who) {
    for (int amount = 10; amount <= 30; amount += 10)
        deposit(who, amount);
    return who;
}

static inline void *pay_in_alone(void *who) {
    pthread_mutex_lock(&till);
    pay_in(who);
    pthread_mutex_unlock(&till);
    return who;
}

/* A runner of alice and bob, who pay in; fails with the library's own words if there is none. */
static inline valdi_runner *tellers(void *(*pay)(void *), const char *order) {
    balance = 100;
    valdi_starter *alice = valdi_starter_thread("alice", pay, "alice");
    valdi_starter *bob = valdi_starter_thread("bob", pay, "bob");
    valdi_runner *runner = valdi_runner_parse(VALDI_STARTERS(alice, bob), order);
    if (!runner)
        fprintf(stderr, "no runner: %s\n", valdi_error());
    assert(runner);
    return runner;
}

/* Whether the next step is that one. */
static inline int reaches(valdi_runner *runner, const char *text) {
    const valdi_checkpoint *reached = valdi_runner_next(runner);
    if (reached && strcmp(valdi_checkpoint_text(reached), text))
        fprintf(stderr, "reached %s\n", valdi_checkpoint_text(reached));
    return reached && !strcmp(valdi_checkpoint_text(reached), text);
}

/* Holds the rest of it. */
static inline valdi_verdict finish(valdi_runner *runner) {
    valdi_verdict verdict = valdi_runner_finish(runner);
    valdi_runner_free(runner);
    return verdict;
}

#endif
