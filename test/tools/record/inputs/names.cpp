// Functions and threads whose names are alike.
#include <pthread.h>
#include <thread>
#include <valdi/checkpoint.h>

extern "C" void *help(void *);

VALDI_CHECKPOINT static void push(int) {
}
VALDI_CHECKPOINT static void push(const char *) {
}

namespace queue {
struct worker {
    VALDI_CHECKPOINT void run(int value) {
        push(value);
        push("text");
    }
};
} // namespace queue

extern "C" {
VALDI_CHECKPOINT static void local() {
}
}

VALDI_CHECKPOINT int main() {
    queue::worker worker;
    pthread_t helper;
    std::thread first(&queue::worker::run, &worker, 1);
    std::thread second(&queue::worker::run, &worker, 2);
    pthread_create(&helper, nullptr, help, nullptr);
    local();
    first.join();
    second.join();
    pthread_join(helper, nullptr);
}
