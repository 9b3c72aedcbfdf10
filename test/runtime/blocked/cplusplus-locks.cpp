// The locks of C++'s library are the thread library's: mutexes and writers' locks have a known holder, the others nobody awake.
// RUN: %cxx -std=c++20 %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cxx -std=c++20 -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
#include "../inputs/contenders.h"
#include <atomic>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <semaphore>
#include <shared_mutex>

static std::mutex mutex;
static std::recursive_mutex recursive;
static std::shared_mutex shared;
static std::condition_variable changed;
static bool is_open;
static std::atomic<int> number = 3;
static std::counting_semaphore<8> semaphore(0);
static std::latch latch(2);

static void open_door() {
    std::lock_guard<std::mutex> guard(mutex);
    is_open = true;
    changed.notify_all();
}

static void wait_for_door() {
    std::unique_lock<std::mutex> guard(mutex);
    changed.wait(guard, [] { return is_open; });
}

static void count() {
    number = 4;
    number.notify_all();
}

static void contend_for_locks() {
    // CHECK: {{^}}mutex: infeasible, held by alice{{$}}
    contend({"mutex", [] { mutex.lock(); }, [] { mutex.unlock(); },
             [] { std::lock_guard<std::mutex> guard(mutex); }, nullptr, 0, 0});
    // CHECK: {{^}}recursive mutex: infeasible, held by alice{{$}}
    contend({"recursive mutex", [] { recursive.lock(), recursive.lock(); },
             [] { recursive.unlock(), recursive.unlock(); },
             [] { std::lock_guard<std::recursive_mutex> guard(recursive); }, nullptr, 0, 0});
    // CHECK: {{^}}reader behind a writer: infeasible, held by alice{{$}}
    contend({"reader behind a writer", [] { shared.lock(); }, [] { shared.unlock(); },
             [] { std::shared_lock<std::shared_mutex> guard(shared); }, nullptr, 0, 0});
    // CHECK: {{^}}writer behind a reader: infeasible, nobody can end that{{$}}
    contend({"writer behind a reader", [] { shared.lock_shared(); }, [] { shared.unlock_shared(); },
             [] { std::lock_guard<std::shared_mutex> guard(shared); }, nullptr, 0, 0});
}

int main() {
    contend_for_locks();
    // CHECK: {{^}}condition: infeasible, nobody can end that{{$}}
    contend({"condition", nothing, open_door, wait_for_door, nullptr, 0, 0});
    // CHECK: {{^}}atomic: infeasible, nobody can end that{{$}}
    contend({"atomic", nothing, count, [] { number.wait(3); }, nullptr, 0, 0});
    // CHECK: {{^}}semaphore: infeasible, nobody can end that{{$}}
    contend({"semaphore", nothing, [] { semaphore.release(); }, [] { semaphore.acquire(); }, nullptr, 0, 0});
    // CHECK: {{^}}latch: infeasible, nobody can end that{{$}}
    contend({"latch", nothing, [] { latch.count_down(2); }, [] { latch.wait(); }, nullptr, 0, 0});
    // TWIN-COUNT-8: : held{{$}}
}
