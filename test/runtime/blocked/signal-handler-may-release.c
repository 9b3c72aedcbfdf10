// A signal handler of the program might post the semaphore: not decided at once, and held when the signal comes.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// CHECK: {{^}}without a handler: infeasible, nobody can end that{{$}}
// CHECK: {{^}}no signal: stalled{{$}}
// CHECK: {{^}}signal: held{{$}}
#define _GNU_SOURCE
#include "../inputs/contenders.h"
#include <semaphore.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static sem_t semaphore;
static pid_t child;

static void post(void) {
    sem_post(&semaphore);
}

static void wait_for_post(void) {
    assert(!sem_wait(&semaphore));
}

static void handle(int number) {
    sem_post(&semaphore);
}

/* A process that signals its parent once the thread sleeps. */
static void send_signal_when_asleep(pid_t parent, pid_t thread) {
    char path[64], text[256] = "";
    snprintf(path, sizeof path, "/proc/%d/task/%d/syscall", parent, thread);
    while (strncmp(text, "202 ", 4)) {
        FILE *file = fopen(path, "r");
        text[file ? fread(text, 1, sizeof text - 1, file) : 0] = 0;
        if (file)
            fclose(file);
    }
    kill(parent, SIGUSR1);
    _exit(0);
}

static void wait_for_signal(void) {
    pid_t thread = gettid();
    child = fork();
    if (!child)
        send_signal_when_asleep(getppid(), thread);
    wait_for_post();
}

static void end_child(void) {
    waitpid(child, NULL, 0);
}

int main(void) {
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
    sem_init(&semaphore, 0, 0);
    contend((struct contention){"without a handler", nothing, post, wait_for_post, NULL, 0, 0});
    sigaction(SIGUSR1, &action, NULL);
    contend((struct contention){"no signal", nothing, post, wait_for_post, NULL, 100, 1});
    contend((struct contention){"signal", nothing, nothing, wait_for_signal, end_child, 0, 0});
}
