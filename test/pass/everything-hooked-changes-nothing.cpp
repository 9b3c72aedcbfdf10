// With every function and call of a program hooked, it does what it does without hooks.
//
// RUN: printf '[both]\nfun:*\n[never]\nsrc:*/inputs/*\nfun:main\n' >%t.checkpoints
// RUN: for o in 0 2; do \
// RUN:     %cxx -std=c++17 -O$o -DBARE %s %S/inputs/trace.cpp -I%S/inputs -o %t.bare && %t.bare >%t.expected && \
// RUN:     %cxx -std=c++17 -O$o -fvaldi-checkpoint-file=%t.checkpoints -c %s -I%S/inputs -o %t.o && \
// RUN:     %cxx %t.o %S/inputs/trace.cpp -o %t && %t >%t.got && diff %t.expected %t.got || exit 1; done
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <trace.h>
#include <vector>

struct noisy {
    std::string name;
    ~noisy() {
        std::printf("~%s\n", name.c_str());
    }
};

static int dive(int depth) {
    noisy n{"depth " + std::to_string(depth)};
    if (depth == 0)
        throw std::runtime_error("bottom");
    try {
        return dive(depth - 1);
    } catch (const std::logic_error &) {
        return 1;
    }
}

static void ignore() {
}

int main() {
    valdi_trace_visit = ignore;
    std::map<std::string, std::vector<int>> map;
    for (int i = 0; i < 20; i++)
        map["key " + std::to_string(i % 5)].push_back(i * 7 % 11);
    for (const auto &entry : map)
        for (int number : entry.second)
            std::printf("%s %d\n", entry.first.c_str(), number);
    try {
        dive(3);
    } catch (const std::exception &e) {
        std::printf("caught %s\n", e.what());
    }
    try {
        std::stoi("x");
    } catch (const std::invalid_argument &) {
        std::puts("caught invalid argument");
    }
    std::function<int(int)> fibonacci = [&](int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); };
    std::printf("%d\n", fibonacci(10));
    auto shared = std::make_shared<noisy>(noisy{"shared"});
    std::weak_ptr<noisy> weak = shared;
    shared.reset();
    std::ostringstream out;
    out << 1.5 << ' ' << weak.expired();
    std::puts(out.str().c_str());
}
