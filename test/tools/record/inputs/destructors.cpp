// Threads whose variables have destructors that come to points, when what they started at has ended.
#include <pthread.h>
#include <thread>
#include <threads.h>
#include <valdi/checkpoint.h>

static pthread_key_t key;
static tss_t key_c11;

VALDI_CHECKPOINT static void release(void *) {
}

struct buffer {
    int length = 1;
    ~buffer() {
        release(nullptr);
    }
};
static thread_local buffer own;

VALDI_CHECKPOINT static void serve() {
    own.length++;
}

extern "C" {
VALDI_CHECKPOINT static void *leave(void *text) {
    pthread_setspecific(key, text);
    pthread_exit(nullptr);
}

VALDI_CHECKPOINT static int leave_c11(void *text) {
    tss_set(key_c11, text);
    return 0;
}
}

VALDI_CHECKPOINT int main() {
    static char text[] = "text";
    pthread_t thread;
    thrd_t thread_c11;
    pthread_key_create(&key, release);
    tss_create(&key_c11, release);
    own.length++; /* its destructor runs when the program exits */
    std::thread(serve).join();
    pthread_create(&thread, nullptr, leave, text);
    pthread_join(thread, nullptr);
    thrd_create(&thread_c11, leave_c11, text);
    thrd_join(thread_c11, nullptr);
}
