/* Hand-overs by a bare futex: a word for each starter, which either side waits on while it is the other's to
 * change, in memory that child processes share. */
#define _GNU_SOURCE
#include "raw.h"
#include "bench.h"

#include <linux/futex.h>
#include <pthread.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Whose turn it is; the starter ends at ENDING. */
enum { RUNNER, STARTER, ENDING };

struct seat {
    alignas(64) _Atomic uint32_t turn;
    int futex_flags;
    pthread_t thread;
    pid_t process;
};

static void give(struct seat *seat, uint32_t turn) {
    atomic_store_explicit(&seat->turn, turn, memory_order_release);
    syscall(SYS_futex, &seat->turn, FUTEX_WAKE | seat->futex_flags, 1, NULL, NULL, 0);
}

/* Waits until the turn is another than the given one. Returns it. */
static uint32_t await(struct seat *seat, uint32_t turn) {
    uint32_t now;
    while ((now = atomic_load_explicit(&seat->turn, memory_order_acquire)) == turn)
        syscall(SYS_futex, &seat->turn, FUTEX_WAIT | seat->futex_flags, turn, NULL, NULL, 0);
    return now;
}

static void *live(void *argument) {
    struct seat *seat = argument;
    while (await(seat, RUNNER) == STARTER)
        give(seat, RUNNER);
    return NULL;
}

static void start(struct seat *seat, const struct raw_kind *kind) {
    seat->futex_flags = kind->process_shared ? 0 : FUTEX_PRIVATE_FLAG;
    if (!kind->processes)
        bench_require(!pthread_create(&seat->thread, NULL, live, seat), "no thread");
    else if (!(seat->process = fork()))
        _exit(live(seat) != NULL);
    else
        bench_require(seat->process > 0, "no process");
}

static void end(struct seat *seat) {
    give(seat, ENDING);
    if (seat->process)
        waitpid(seat->process, NULL, 0);
    else
        pthread_join(seat->thread, NULL);
}

static void make_steps(struct seat *seats, int starters, int steps) {
    for (int i = 0, next = 0; i < steps; i++) {
        give(&seats[next], STARTER);
        await(&seats[next], STARTER);
        next = next + 1 == starters ? 0 : next + 1;
    }
}

double raw_measure(const struct raw_kind *kind, int starters, int steps) {
    size_t bytes = starters * sizeof(struct seat);
    struct seat *seats = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    bench_require(seats != MAP_FAILED, "no memory");
    for (int i = 0; i < starters; i++)
        start(&seats[i], kind);
    make_steps(seats, starters, starters);
    double began = bench_now(CLOCK_MONOTONIC);
    make_steps(seats, starters, steps);
    double ended = bench_now(CLOCK_MONOTONIC);
    for (int i = 0; i < starters; i++)
        end(&seats[i]);
    munmap(seats, bytes);
    return (ended - began) / steps;
}
