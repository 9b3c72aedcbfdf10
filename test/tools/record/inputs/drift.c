/* A program as it was recorded, and as it may be changed. */
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static void load(void) {
}

#ifndef GONE
VALDI_CHECKPOINT
#endif
__attribute__((noinline, used)) static void save(void) {
}

#ifdef NEW
VALDI_CHECKPOINT static void audit(void) {
}
#else
#define audit save
#endif

VALDI_CHECKPOINT int main(int count, char **arguments) {
    (void)arguments;
#ifdef MOVED
    save();
    load();
#else
    load();
#ifdef MISSING
    if (count > 1)
#endif
        audit();
#endif
    return count - 1;
}
