// What an earlier std::thread left in memory does not make a later one, of another function or a lambda, a starter.
// RUN: %cxx %s -o %t && %run %t
#undef NDEBUG
#include <cassert>
#include <thread>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

static int served, others;

VALDI_CHECKPOINT static void serve(long number) {
    served = number;
}

VALDI_CHECKPOINT static void other() {
    others++;
}

struct machine {
    virtual void run() {
        others++;
    }
};

int main() {
    machine engine;
    for (int i = 0; i < 20; i++)
        std::thread(serve, 1L).join();
    valdi_starter *worker = valdi_starter_adopt("worker", "serve", 2);
    valdi_checkpoint *started = valdi_checkpoint_started(worker);
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(worker), VALDI_ORDER(started));
    assert(runner);
    std::thread(serve, 1L).join();
    for (int i = 0; i < 20; i++) {
        std::thread(other).join();
        std::thread([] { others++; }).join();
        std::thread(&machine::run, &engine).join();
        int here = i;
        std::thread([here] { others += here >= 0; }).join();
    }
    assert(others == 80);
    std::thread thread(serve, 2L);
    assert(valdi_runner_next(runner) == started && served == 1);
    assert(valdi_runner_finish(runner) == VALDI_HELD && served == 2);
    valdi_runner_free(runner);
    thread.join();
}
