// Other compilers take the header as it is, every C++ from 11 on; without exceptions, and before C++11, it says what to do.
// RUN: for s in 11 14 17; do %plain-clang -x c++ -std=c++$s -Wall -Wextra -Wpedantic -Werror -I%prefix/include -fsyntax-only %s || exit 1; done
// RUN: for s in 11 14 17 20; do g++ -std=c++$s -Wall -Wextra -Wpedantic -Werror -I%prefix/include -fsyntax-only %s || exit 1; done
// RUN: g++ -Wall -Wextra -Werror -fno-rtti -Wshadow -Wconversion -I%prefix/include -fsyntax-only %s
// RUN: not g++ -fno-exceptions -I%prefix/include -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: not %plain-clang -x c++ -fno-exceptions -I%prefix/include -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: not g++ -std=c++98 -I%prefix/include -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=OLD
// NONE: error: {{.*}}<valdi/valdi.hpp> needs exceptions; without them include <valdi/valdi.h>
// OLD:  error: {{.*}}<valdi/valdi.hpp> needs C++11; before it, and in C, include <valdi/valdi.h>
#include <valdi/runner.hpp>
#include <valdi/valdi.hpp>

/* A test compiled by the one, what it tests by the other with the pass:
 * RUN: g++ -g -DTEST -Wall -Wextra -Werror -I%prefix/include %san -c %s -o %t.test.o
 * RUN: %cxx -DTESTED %s %t.test.o -o %t && %run %t
 */
#if defined TESTED
#include <valdi/checkpoint.h>
void work(int *done);
VALDI_CHECKPOINT void work(int *done) {
    ++*done;
}
#elif defined TEST
void work(int *done);
int main() {
    int done = 0;
    valdi::starter one = valdi::thread("one", [&] { work(&done); });
    valdi::runner runner({one}, {one.before("work"), one.after("work")});
    runner.next();
    if (done != 0)
        return 1;
    runner.hold();
    return done != 1;
}
#endif
