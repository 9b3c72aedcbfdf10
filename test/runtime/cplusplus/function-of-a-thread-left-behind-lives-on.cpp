// A thread that its runner could not end keeps what it calls, also when runner and starter are gone.
// RUN: %cxx %s -o %t && env ASAN_OPTIONS=detect_leaks=0 %run %t 2>&1 | FileCheck %s
// RUN: %cxx -DTWIN %s -o %t.twin && not --crash env ASAN_OPTIONS=detect_leaks=0 %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: valdi: starter "one" does not end; it is left as it is
// TWIN: Assertion `kept.use_count() == 1' failed
#undef NDEBUG
#include <cassert>
#include <chrono>
#include <memory>
#include <semaphore.h>
#include <valdi/valdi.hpp>

static sem_t go, gone;

struct goodbye {
    ~goodbye() { sem_post(&gone); }
};

int main() {
    sem_init(&go, 0, 0);
    sem_init(&gone, 0, 0);
    std::weak_ptr<goodbye> kept;
    {
        auto mine = std::make_shared<goodbye>();
        kept = mine;
        valdi::starter one = valdi::thread("one", [mine] {
            sem_wait(&go);
            assert(mine.use_count() > 0);
        });
        valdi::runner runner({one}, {one.started(), one.blocked()});
        runner.set_backstop(std::chrono::milliseconds(50));
        assert(runner.next() && runner.next());
#ifdef TWIN
        sem_post(&go);
#endif
    }
    assert(kept.use_count() == 1);
    sem_post(&go);
    sem_wait(&gone);
    assert(kept.expired());
}
