/* Two tellers pay into one account. */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

struct account {
    pthread_mutex_t lock;
    long balance;
};

static struct account account = {PTHREAD_MUTEX_INITIALIZER, 100};

VALDI_CHECKPOINT static long read_balance(struct account *a) {
    return a->balance;
}

VALDI_CHECKPOINT static void write_balance(struct account *a, long amount) {
    a->balance = amount;
}

VALDI_CHECKPOINT static void deposit(struct account *a, long amount) {
#ifdef FIXED
    pthread_mutex_lock(&a->lock);
#endif
    long balance = read_balance(a);
    write_balance(a, balance + amount);
#ifdef FIXED
    pthread_mutex_unlock(&a->lock);
#endif
}

VALDI_CHECKPOINT static void *teller(void *amount) {
    deposit(&account, *(long *)amount);
    return NULL;
}

int main(void) {
    pthread_t alice, bob;
    long thirty = 30, fifty = 50;
    pthread_create(&alice, NULL, teller, &thirty);
    pthread_create(&bob, NULL, teller, &fifty);
    pthread_join(alice, NULL);
    pthread_join(bob, NULL);
#ifdef ENDLESS
    for (;;)
        pause();
#endif
    printf("balance: %ld\n", account.balance);
    return account.balance != 180;
}
