/* A bank in memory around the README's example of an order. */
#undef NDEBUG
#include <assert.h>
#include <stddef.h>
#include <valdi/valdi.h>

#ifdef ANNOTATED
#include <valdi/checkpoint.h>
#else
#define VALDI_CHECKPOINT
#endif

static long balance = 100;

VALDI_CHECKPOINT static long read_balance(void) {
    return balance;
}

VALDI_CHECKPOINT static void write_balance(long sum) {
    balance = sum;
}

static void *teller(void *amount) {
    write_balance(read_balance() + *(long *)amount);
    return NULL;
}

int main(void) {
    long thirty = 30, fifty = 50;
#include "order.inc"
    assert(balance == 130);
}
