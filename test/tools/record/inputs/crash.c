/* crash HOW: a thread that fails when it is deep enough. */
#undef NDEBUG
#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT_BEFORE static void step(const char *how, int depth) {
    if (!strcmp(how, "assertion"))
        assert(depth < 3);
    if (depth < 3) {
        step(how, depth + 1);
    } else if (!strcmp(how, "signal")) {
        signal(SIGSEGV, SIG_DFL);
        raise(SIGSEGV);
    }
}

VALDI_CHECKPOINT_BEFORE static void *dig(void *how) {
    step(how, 1);
    return NULL;
}

VALDI_CHECKPOINT_BEFORE static void *stand_by(void *unused) {
    return unused;
}

int main(int count, char **arguments) {
    pthread_t thread;
    pthread_create(&thread, NULL, stand_by, NULL);
    pthread_join(thread, NULL);
    (void)count;
    pthread_create(&thread, NULL, dig, arguments[1]);
    pthread_join(thread, NULL);
}
