// A method that is named without its class, misspelt or not, is refused with its whole name as the nearest.
// RUN: %cxx %s -o %t && %run %t | FileCheck %s --match-full-lines
#include <cstdio>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

namespace shop {
template <class T> struct queue {
    VALDI_CHECKPOINT __attribute__((used, noinline)) void push(T item) {
        last = item;
    }
    T last;
};
} // namespace shop

static void *work(void *argument) {
    shop::queue<int>().push(1);
    return argument;
}

static void ask(valdi_starter *one, const char *name) {
    if (!valdi_checkpoint_before(one, name))
        puts(valdi_error());
}

int main() {
    valdi_starter *one = valdi_starter_thread("one", work, nullptr);
    // CHECK: no site for "push" in this program; nearest: "shop::queue<int>::push" ({{.*}}.cpp:9)
    ask(one, "push");
    // CHECK-NEXT: no site for "psuh" in this program; nearest: "shop::queue<int>::push" ({{.*}}.cpp:9)
    ask(one, "psuh");
    // CHECK-NEXT: no site for "list::pop" in this program
    ask(one, "list::pop");
    valdi_starter_free(one);
}
