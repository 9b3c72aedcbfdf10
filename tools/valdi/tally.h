/* How often who came to what. */
#ifndef VALDI_TALLY_H
#define VALDI_TALLY_H

struct tally {
    void *counts; /* a tree; NULL is empty */
};

/* Counts once more, and returns how often it is now. name must live as long as the tally. */
unsigned tally_count(struct tally *tally, unsigned who, unsigned kind, const char *name);
void tally_free(struct tally *tally);

#endif
