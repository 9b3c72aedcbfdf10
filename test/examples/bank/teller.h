/* A teller: pays in at an account, through a connection of its own. */
#ifndef TELLER_H
#define TELLER_H

struct teller {
    const char *database;
    long amount;
    int accepted; /* whether the deposit was, once the teller has finished */
};

/* The life of a teller thread; its argument is the teller. */
void *teller_run(void *teller);

#endif
