// valdi symbolize gives a C++ variable its namespaces and classes, and a member of a base class the derived object.
// RUN: for how in -gdwarf-5 -gdwarf-4 -O2; do %plain-clang++ -std=c++17 -g -fPIE -pie $how %s -o %t && %t %t | valdi symbolize | FileCheck %s || { echo $how; exit 1; }; done
// RUN: if which g++; then g++ -std=c++17 -g %s -o %t && %t %t | valdi symbolize | FileCheck %s; fi
#include "inputs/ask.h"
#include <mutex>
#include <vector>

namespace city {
class bank {
  public:
    static int count;
    static inline long total = 1;
    std::mutex lock;
    std::vector<int> accounts;
    virtual ~bank() {
    }
};
int bank::count;

class savings_bank : public bank {
  public:
    int rate = 3;
};
savings_bank first;
} // namespace city

namespace {
int hidden;
}

template <class T> struct counter {
    static T hits;
    __attribute__((noinline)) int *count(int by) {
        static int calls;
        calls += by;
        return &calls;
    }
};
template <class T> T counter<T>::hits;

static thread_local int mine;

int main(int count, char **arguments) {
    own_path = arguments[count - 1];
    // CHECK:      {{^}}city::first.lock{{$}}
    ask("DATA", &city::first.lock);
    // CHECK:      {{^}}city::first.accounts{{$}}
    // CHECK-NEXT: {{^[0-9]+}} 24{{$}}
    ask("DATA", reinterpret_cast<char *>(&city::first.accounts) + 8);
    // CHECK:      {{^}}city::first.rate{{$}}
    ask("DATA", &city::first.rate);
    // CHECK:      {{^}}city::bank::count{{$}}
    ask("DATA", &city::bank::count);
    // CHECK:      {{^}}city::bank::total{{$}}
    ask("DATA", &city::bank::total);
    // CHECK:      {{^}}(anonymous namespace)::hidden{{$}}
    ask("DATA", &hidden);
    // CHECK:      {{^}}counter<int>::hits{{$}}
    ask("DATA", &counter<int>::hits);
    // CHECK:      {{^}}counter<int>::count::calls{{$}}
    ask("DATA", counter<int>().count(count));
    return hidden + mine;
}
