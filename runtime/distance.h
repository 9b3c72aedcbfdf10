/* How far a name is from another, for suggestions. */
#ifndef VALDI_DISTANCE_H
#define VALDI_DISTANCE_H

/* How many letters are wrong, left out, too many, or swapped with the next; of long names, of their beginnings. */
unsigned valdi__distance(const char *a, const char *b);

#endif
