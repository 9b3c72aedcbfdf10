/* The other function named local. */
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static void local(void) {
}

void *help(void *unused);

VALDI_CHECKPOINT void *help(void *unused) {
    local();
    return unused;
}
