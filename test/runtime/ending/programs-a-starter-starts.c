// system, popen, posix_spawn and vfork with exec in a starter are nothing to an order, with hooks in those programs too.
// RUN: %cc %s -o %t && %run %t 2>&1 | count 0
#define _GNU_SOURCE
#include "../inputs/machine.h"
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static struct machine first, second;
static char *const other_program[] = {"program", "other", NULL};

static void expect(pid_t child) {
    int status;
    assert(child > 0 && waitpid(child, &status, 0) == child);
    assert(WIFEXITED(status) && WEXITSTATUS(status) == 3);
}

static void start_programs(void) {
    pid_t child;
    char path[64], command[128];
    snprintf(path, sizeof path, "/proc/%d/exe", (int)getpid());
    snprintf(command, sizeof command, "exec %s other", path);
    assert(WEXITSTATUS(system(command)) == 3);
    assert(WEXITSTATUS(pclose(popen(command, "r"))) == 3);
    assert(!posix_spawn(&child, path, NULL, NULL, other_program, environ));
    expect(child);
    child = vfork();
    if (!child) {
        execv(path, other_program);
        _exit(4);
    }
    expect(child);
}

static void *starts(void *machine) {
    first_phase(machine);
    start_programs();
    second_phase(machine);
    return machine;
}

int main(int count, char **arguments) {
    if (count > 1) {
        two_phases(&second);
        return 3;
    }
    valdi_starter *one = valdi_starter_thread("one", starts, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(two, "first_phase");
    valdi_checkpoint *c = valdi_checkpoint_after(one, "second_phase");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b, c)));
    assert(valdi_runner_next(runner) == a && valdi_runner_next(runner) == b);
    assert(valdi_runner_next(runner) == c && machine_is(&first, "12"));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
