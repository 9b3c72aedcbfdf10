// _exit, a signal and exec in mid-order end the program at once: no report, no hang, the status is theirs.
// RUN: %cc %s -o %t
// RUN: %run sh -c 'for how in _exit abort exec; do %t starter $how; echo $how $?; done' 2>&1 \
// RUN:   | FileCheck %s --implicit-check-not=valdi:
// RUN: %run sh -c 'for how in _exit abort exec; do %t test $how; echo $how $?; done' 2>&1 \
// RUN:   | FileCheck %s --implicit-check-not=valdi:
// CHECK: _exit 5
// CHECK: abort 134
// CHECK: another program
// CHECK: exec 6
#include "../inputs/machine.h"
#include <stdlib.h>
#include <unistd.h>

static struct machine first, second;
static char **given;

static void *end(void *machine) {
    char *const another[] = {given[0], "another", NULL};
    first_phase(machine);
    if (!strcmp(given[2], "_exit"))
        _exit(5);
    if (!strcmp(given[2], "abort"))
        abort();
    execv("/proc/self/exe", another);
    return NULL;
}

int main(int count, char **arguments) {
    static valdi_runner *runner;
    given = arguments;
    if (count == 2) {
        puts("another program");
        return 6;
    }
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", end, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(two, "first_phase"), *c = valdi_checkpoint_finished(two);
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a);
    if (!strcmp(arguments[1], "test"))
        end(&second);
    assert(valdi_runner_next(runner) == b && !valdi_runner_next(runner));
}
