/* The bank of docs/orders.md: runs the page's test, page.inc, and its order file, with threads of the program's own. */
#undef NDEBUG
#include <assert.h>
#include <pthread.h>
#include <string.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

static int balance = 100, thirty = 30, fifty = 50;

VALDI_CHECKPOINT static int read_balance(void) {
    return balance;
}

VALDI_CHECKPOINT static void write_balance(int amount) {
    balance = amount;
}

VALDI_CHECKPOINT static void deposit(int amount) {
    write_balance(read_balance() + amount);
}

VALDI_CHECKPOINT static void *teller(void *amount) {
    deposit(*(int *)amount);
    return amount;
}

static void hold_text(void) {
#include "page.inc"
    valdi_runner_free(runner);
}

static void hold_file(const char *path) {
    pthread_t tellers[2];
    valdi_runner *runner = valdi_runner_load(NULL, path);
    assert(runner);
    pthread_create(&tellers[0], NULL, teller, &fifty);
    pthread_create(&tellers[1], NULL, teller, &thirty);
    assert(!strcmp(valdi_runner_next_pause(runner), "paid"));
    assert(balance == 130);
    assert(valdi_runner_finish(runner) == valdi_runner_expected(runner));
    for (int i = 0; i < 2; i++)
        pthread_join(tellers[i], NULL);
    valdi_runner_free(runner);
}

int main(int count, char **arguments) {
    hold_text();
    balance = 100;
    hold_file(arguments[count - 1]);
}
