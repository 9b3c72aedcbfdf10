// std::thread's join is the thread library's too.
// RUN: %cxx %s -o %t && %run sh -c '%t 2>&1 | sed "s/thread [0-9]*/thread N/"' 2>&1 | FileCheck %s
// RUN: %cxx -DTWIN %s -o %t.twin && %run sh -c '%t.twin 2>&1 | sed "s/thread [0-9]*/thread N/"' 2>&1 | FileCheck %s --check-prefix=TWIN
// CHECK: must end first
// CHECK: {{^}}join: infeasible{{$}}
// TWIN: {{^}}join: held{{$}}
#include "../inputs/contenders.h"
#include <mutex>
#include <thread>

static std::mutex mutex;

static void want() {
    std::thread([] { std::lock_guard<std::mutex> guard(mutex); }).join();
}

int main() {
    contend({"join", [] { mutex.lock(); }, [] { mutex.unlock(); }, want, nullptr, 0, 0});
}
