// In a child that the program forks in mid-order, threads are adopted by nobody; the parent's order goes on.
// RUN: %cc %s -o %t && %run %t
#include "../inputs/machine.h"
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

VALDI_CHECKPOINT static void *serve(void *machine) {
    return two_phases(machine);
}

static void serve_in_child(void) {
    struct machine machine = {""};
    int status;
    pid_t child = fork();
    if (!child) {
        pthread_t thread;
        _exit(pthread_create(&thread, NULL, serve, &machine) || pthread_join(thread, NULL) ||
              !machine_is(&machine, "12"));
    }
    assert(waitpid(child, &status, 0) == child && !status);
}

VALDI_CHECKPOINT static void *serve_twice(void *machine) {
    serve_in_child();
    return serve(machine);
}

int main(void) {
    struct machine machine = {""};
    pthread_t thread;
    valdi_starter *one = valdi_starter_adopt("one", "serve_twice", 1),
                  *two = valdi_starter_adopt("two", "serve", 1);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase"), *b = valdi_checkpoint_finished(two);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
    serve_in_child();
    assert(!pthread_create(&thread, NULL, serve_twice, &machine));
    assert(valdi_runner_next(runner) == a && machine_is(&machine, "1"));
    serve_in_child();
    struct machine other = {""};
    pthread_t second;
    assert(!pthread_create(&second, NULL, serve, &other));
    assert(valdi_runner_next(runner) == b && machine_is(&other, "12"));
    assert(valdi_runner_finish(runner) == VALDI_HELD && machine_is(&machine, "12"));
    valdi_runner_free(runner);
    assert(!pthread_join(thread, NULL) && !pthread_join(second, NULL));
}
