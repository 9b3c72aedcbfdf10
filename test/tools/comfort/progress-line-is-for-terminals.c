// The progress line stands on a terminal from the first second on, at most ten times a second, and leaves nothing behind.
// RUN: %cc -I%source/tools/valdi %s %source/tools/valdi/progress.c -o %t
// RUN: env TERM=xterm python3 %S/inputs/terminal.py %t | FileCheck %s --match-full-lines --strict-whitespace
//      CHECK:<return>run 2 of 100, 99 s left<clear>
// CHECK-NEXT:<return>run 12 of 100, 8 s left<clear>
// CHECK-NEXT:<return>run 13 of 100, 1 failed, 8 s left<clear>
// CHECK-NEXT:<return><clear>
// CHECK-NEXT:a line of ours
// CHECK-NEXT:<return>run 14 of 100, 1 failed, 53 min left<clear>
// CHECK-NEXT:<return>run 100 of 100, 1 failed<clear>
// CHECK-NEXT:<return><clear>
// CHECK-NEXT:<return>one with a name that is longer than the terminal is wide, b<clear>
// CHECK-NEXT:<return><clear>
//  CHECK-NOT:{{.}}

// With NO_COLOR it is the same, since it has none; a dumb terminal could not take it back, and what is no terminal has none.
// RUN: env TERM=xterm NO_COLOR=1 python3 %S/inputs/terminal.py %t | FileCheck %s --match-full-lines --strict-whitespace
// RUN: env TERM=dumb python3 %S/inputs/terminal.py %t | FileCheck %s --check-prefix=NONE --match-full-lines
// RUN: env TERM=xterm %t 2>&1 | FileCheck %s --check-prefix=NONE --match-full-lines
//     NONE:a line of ours
// NONE-NOT:{{.}}
#include "progress.h"

#include <stdio.h>
#include <time.h>

static long long milliseconds = 12345;

// Stands before the C library's.
int clock_gettime(clockid_t clock, struct timespec *time) {
    *time = (struct timespec){milliseconds / 1000, milliseconds % 1000 * 1000000};
    return 0;
}

int main(void) {
    progress_begin(100, "run");
    milliseconds += 999;
    progress_tick(); // too early
    milliseconds += 1;
    progress_step(true);
    for (int i = 0; i < 10; i++) { // too soon but for the last
        milliseconds += 10;
        progress_step(true);
    }
    milliseconds += 100;
    progress_step(false);
    progress_clear();
    progress_clear(); // nothing to clear
    fputs("a line of ours\n", stderr);
    milliseconds += 1000L * 60 * 8;
    progress_step(true);
    for (int i = 0; i < 87; i++)
        progress_step(true);
    milliseconds += 100;
    progress_tick();
    progress_end();
    milliseconds += 5000;
    progress_tick(); // it has ended
    progress_begin(0, "one with a name that is longer than the terminal is wide, by far");
    milliseconds += 2000;
    progress_tick();
    progress_end();
}
