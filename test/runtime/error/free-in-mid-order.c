// Freeing a runner in mid-order: the started run to their end, the others never start, all threads are gone.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <dirent.h>
#include <time.h>

static int count_threads(void) {
    int count = 0;
    DIR *tasks = opendir("/proc/self/task");
    for (struct dirent *entry = readdir(tasks); entry; entry = readdir(tasks))
        count += entry->d_name[0] != '.';
    closedir(tasks);
    return count;
}

static void free_after(int steps) {
    struct machine first = {""}, second = {""}, third = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_starter *three = valdi_starter_thread("three", two_phases, &third);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"), *b = valdi_checkpoint_started(two),
                     *c = valdi_checkpoint_before(one, "second_phase");
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two, three), VALDI_ORDER(a, b, c)));
    for (int i = 0; i < steps; i++)
        assert(valdi_runner_next(runner));
    valdi_runner_free(runner);
    assert(machine_is(&first, steps >= 1 ? "12" : ""));
    assert(machine_is(&second, steps >= 2 ? "12" : ""));
    assert(machine_is(&third, ""));
}

int main(void) {
    int threads = count_threads();
    for (int steps = 0; steps <= 3; steps++) {
        free_after(steps);
        /* The kernel lists a thread for a moment after it was joined. */
        for (time_t began = time(NULL); count_threads() != threads;)
            assert(time(NULL) - began < 10);
    }
}
