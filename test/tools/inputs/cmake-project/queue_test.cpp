// One starter pushes and pops; returns 0 if the order is held.
#include <valdi/valdi.hpp>

extern "C" void push(int item);
extern "C" int pop(void);

int main() {
    valdi::starter one = valdi::thread("one", [] {
        push(1);
        pop();
    });
    valdi::runner runner({one}, {one.after("push"), one.before("pop")});
    return runner.finish() != valdi::verdict::held;
}
