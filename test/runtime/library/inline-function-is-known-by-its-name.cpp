// An inline function's address is known by the name of its site, whichever objects inlined or emitted it.
//
// RUN: for f in -O0 -O2 "-O2 -flto" "-O2 -flto=thin"; do %cxx $f -DELSEWHERE -fPIC -c %s -o %t.elsewhere.o && \
// RUN:     %cxx $f -fPIC -c -I%source %s -o %t.o && %plain-clang %san $f -fuse-ld=lld -shared %t.elsewhere.o -lstdc++ -o %t.so && \
// RUN:     for order in "%t.o %t.elsewhere.o" "%t.elsewhere.o %t.o" "%t.o %t.so"; do \
// RUN:     %cxx $f -fuse-ld=lld $order %prefix/lib/libvaldi.a -o %t && %run %t || { echo "with $f: $order" >&2; exit 1; }; done; done
#undef NDEBUG
#include <cassert>
#include <valdi/checkpoint.h>

using start = void *(void *);
start *elsewhere(int which);
extern int ran;

VALDI_CHECKPOINT_BEFORE inline void *inlined(void *argument) {
    ran++;
    return argument;
}

template <class T> VALDI_CHECKPOINT_BEFORE void *of(void *argument) {
    return static_cast<T *>(argument) + 1;
}

struct machine {
    VALDI_CHECKPOINT_BEFORE static void *run(void *argument) {
        return argument;
    }
};

namespace {
struct hidden_machine {
    VALDI_CHECKPOINT_BEFORE static void *run(void *argument) {
        return argument;
    }
};
} // namespace

#ifdef ELSEWHERE
int ran;
start *elsewhere(int which) {
    start *const all[] = {inlined, of<int>, machine::run, hidden_machine::run};
    return all[which];
}
#else
/* The runtime's header is C. */
extern "C" bool valdi__site_starts(const char *name, const void *function);

static bool starts(const char *name, start *function) {
    return valdi__site_starts(name, reinterpret_cast<void *>(function));
}

int main() {
    inlined(nullptr);
    assert(ran == 1);
    assert(starts("inlined", elsewhere(0)) && starts("inlined(void*)", elsewhere(0)));
    assert(starts("of", elsewhere(1)) && starts("of", of<int>) && starts("of", of<char>));
    assert(starts("void* of<int>(void*)", elsewhere(1)) && starts("void* of<char>(void*)", of<char>));
    assert(!starts("void* of<char>(void*)", of<int>) && !starts("void* of<char>(void*)", elsewhere(1)));
    assert(starts("machine::run", elsewhere(2)) && starts("machine::run", machine::run));
    assert(starts("(anonymous namespace)::hidden_machine::run", elsewhere(3)));
    assert(!starts("machine::run", elsewhere(3)) && !starts("inlined", elsewhere(2)));
    start *lambda = [](void *argument) { return argument; };
    assert(!starts("inlined", lambda));
}
#endif
