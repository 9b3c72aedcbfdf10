// However deep exceptions are thrown, caught and thrown again, each before has one after, and they nest.
//
// RUN: %cxx -O1 -DRUNTIME -c %s -o %t.runtime.o
// RUN: for o in 0 2; do %cxx -O$o %s %t.runtime.o -o %t && %t || exit 1; done
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <valdi/checkpoint.h>

// What a runtime that follows the hits has seen.
extern int depth;
extern unsigned hits, unwound;
void fail(const char *why, const char *symbol);

#ifdef RUNTIME
#include "../../runtime/entrance.h"
#include <valdi/site.def>
#include <valdi/site.h>

int depth;
unsigned hits, unwound;
static unsigned busy;
static const char *open_functions[1000];

void fail(const char *why, const char *symbol) {
    std::fprintf(stderr, "%s: %s at depth %d\n", why, symbol, depth);
    std::abort();
}

__attribute__((noinline)) static void follow(const valdi_site *site) {
    const char *symbol = VALDI_TEXTS(site);
    if (busy)
        fail("hit in a hit", symbol);
    busy = 1;
    hits++;
    unwound += !!(site->flags & VALDI_UNWOUND);
    if (site->kind == VALDI_BEFORE)
        open_functions[depth++] = symbol;
    else if (!depth || std::strcmp(open_functions[--depth], symbol))
        fail("after of another function", symbol);
    busy = 0;
}

extern "C" {
__attribute__((used)) void follow_hit(valdi_site *site, const uint64_t *) {
    follow(site);
}

VALDI__ENTRANCE(follow_hit)

void __valdi_register(valdi_module *module) {
    for (valdi_site *site = module->sites; site != module->sites_end; site++)
        *VALDI_ARMED(site) = 1;
}

void __valdi_unregister(valdi_module *) {
}
}
#else
static unsigned state = 1;

static unsigned random_below(unsigned limit) {
    state = state * 1103515245 + 12345;
    return (state >> 16) % limit;
}

struct failure {
    int level;
};
struct other_failure {};

VALDI_CHECKPOINT static int step(int level);

struct guard {
    int level;
    explicit guard(int l) : level(l) {
    }
    ~guard() {
        try {
            if (level < 6 && !random_below(4))
                step(level + 3);
        } catch (...) {
        }
    }
};

VALDI_CHECKPOINT static int leaf(int level) {
    if (!random_below(3))
        throw failure{level};
    if (!random_below(9))
        throw other_failure();
    return level;
}

VALDI_CHECKPOINT static int tries(int level) {
    try {
        return step(level + 1);
    } catch (const failure &f) {
        if (f.level % 3)
            return f.level;
        if (f.level % 2)
            throw;
        throw other_failure();
    }
}

VALDI_CHECKPOINT static int guarded(int level) {
    guard g(level);
    int sum = step(level + 1);
    for (int i = 0; i < 3; i++) {
        guard inner(level + 1);
        if (sum % 5 == i)
            return sum;
        sum += random_below(2) ? leaf(level) : 1;
    }
    return sum;
}

VALDI_CHECKPOINT static int quiet(int level) noexcept {
    try {
        return tries(level + 1);
    } catch (...) {
        return 1;
    }
}

VALDI_CHECKPOINT inline int inlined(int level) {
    return random_below(2) ? step(level + 1) : leaf(level);
}

static int step(int level) {
    if (level > 9)
        return leaf(level);
    switch (random_below(6)) {
    case 0:
        return guarded(level);
    case 1:
        return tries(level);
    case 2:
        return quiet(level);
    case 3:
        return inlined(level);
    case 4:
        return step(level + 1) + step(level + 2);
    default:
        return leaf(level);
    }
}

int main() {
    for (int i = 0; i < 20000; i++) {
        try {
            step(0);
        } catch (const failure &) {
        } catch (const other_failure &) {
        }
        if (depth)
            fail("no after", "step");
    }
    if (hits < 100000 || unwound < 10000 || hits % 2)
        fail("hits are missing", "main");
}
#endif
