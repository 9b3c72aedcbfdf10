// A std::thread is adopted by the function or method it was given, whatever is bound to that, and no other counts.
// RUN: %cxx %s -o %t && %run %t
// RUN: %cxx -O2 %s -o %t && %run %t
// RUN: %cxx -std=c++20 -static-libstdc++ %s -o %t && %run %t
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash %t.twin
#undef NDEBUG
#include <cassert>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

static std::string log_;

VALDI_CHECKPOINT static void serve(int number, std::string text, double half, std::shared_ptr<int> shared) {
    log_ += "serve " + std::to_string(number) + text + std::to_string(half == 0.5) + std::to_string(*shared) +
            ";";
}

VALDI_CHECKPOINT static void plain() noexcept {
    log_ += "plain;";
}

VALDI_CHECKPOINT static void by_reference(std::string &text) {
    text += "by reference;";
}

static void other(int number) {
    assert(number == 1);
}

struct machine {
    std::string name;
    VALDI_CHECKPOINT void run(int number) const {
        log_ += name + std::to_string(number) + ";";
    }
};

/* Threads that are none of the starters'; their state objects leave in memory what later ones get. */
static void others() {
    std::thread(other, 1).join();
    for (int i = 0; i < 3; i++)
        std::thread([] {}).join();
}

int main() {
    machine engine{"engine "};
    valdi_starter *first = valdi_starter_adopt("first", "serve", 1),
                  *second = valdi_starter_adopt("second", "serve", 2),
                  *bare = valdi_starter_adopt("bare", "plain", 1),
                  *bound = valdi_starter_adopt("bound", "by_reference", 1),
                  *method = valdi_starter_adopt("method", "machine::run", 1);
    valdi_checkpoint *order[] = {valdi_checkpoint_finished(method), valdi_checkpoint_finished(second),
                                 valdi_checkpoint_finished(bound), valdi_checkpoint_finished(bare),
                                 valdi_checkpoint_finished(first)};
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(first, second, bare, bound, method),
                                            VALDI_ORDER(order[0], order[1], order[2], order[3], order[4]));
    assert(runner || (fprintf(stderr, "%s\n", valdi_error()), false));
    std::thread threads[5];
    threads[0] = std::thread(serve, 1, "one", 0.5, std::make_shared<int>(11));
    others();
    threads[1] = std::thread(serve, 2, "two", 0.5, std::make_shared<int>(22));
    threads[2] = std::thread(plain);
    others();
    threads[3] = std::thread(by_reference, std::ref(log_));
    threads[4] = std::thread(&machine::run, &engine, 3);
    assert(log_.empty());
    for (valdi_checkpoint *checkpoint : order)
        assert(valdi_runner_next(runner) == checkpoint);
#ifdef TWIN
    assert(log_ == "serve 1one111;serve 2two122;plain;by reference;engine 3;");
#endif
    assert(log_ == "engine 3;serve 2two122;by reference;plain;serve 1one111;");
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
    for (std::thread &thread : threads)
        thread.join();
}
