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

/* Whose turn it is, perhaps with ASLEEP; the starter ends at ENDING. */
enum { RUNNER, STARTER, ENDING, ASLEEP = 0x100 };

struct seat {
    alignas(64) _Atomic uint32_t turn;
    int futex_flags;
    unsigned spins;
    double work;
    pthread_t thread;
    pid_t process;
};

static void give(struct seat *seat, uint32_t turn) {
    if (!seat->spins)
        atomic_store_explicit(&seat->turn, turn, memory_order_release);
    else if (!(atomic_exchange_explicit(&seat->turn, turn, memory_order_release) & ASLEEP))
        return;
    syscall(SYS_futex, &seat->turn, FUTEX_WAKE | seat->futex_flags, 1, NULL, NULL, 0);
}

static uint32_t spin_and_await(struct seat *seat, uint32_t turn) {
    uint32_t now = turn;
    for (unsigned i = 0; i < seat->spins && (now & ~ASLEEP) == turn; i++) {
        __builtin_ia32_pause();
        now = atomic_load_explicit(&seat->turn, memory_order_acquire);
    }
    while ((now & ~ASLEEP) == turn) {
        if (now & ASLEEP || atomic_compare_exchange_strong(&seat->turn, &now, turn | ASLEEP))
            syscall(SYS_futex, &seat->turn, FUTEX_WAIT | seat->futex_flags, turn | ASLEEP, NULL, NULL, 0);
        now = atomic_load_explicit(&seat->turn, memory_order_acquire);
    }
    return now & ~ASLEEP;
}

/* Waits until the turn is another than the given one. Returns it. */
static uint32_t await(struct seat *seat, uint32_t turn) {
    uint32_t now;
    if (seat->spins)
        return spin_and_await(seat, turn);
    while ((now = atomic_load_explicit(&seat->turn, memory_order_acquire)) == turn)
        syscall(SYS_futex, &seat->turn, FUTEX_WAIT | seat->futex_flags, turn, NULL, NULL, 0);
    return now;
}

static void *live(void *argument) {
    struct seat *seat = argument;
    while (await(seat, RUNNER) == STARTER) {
        bench_work(seat->work);
        give(seat, RUNNER);
    }
    return NULL;
}

static void start(struct seat *seat, const struct raw_kind *kind) {
    seat->futex_flags = kind->process_shared ? 0 : FUTEX_PRIVATE_FLAG;
    seat->spins = kind->spins;
    seat->work = kind->work;
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

struct raw_costs raw_measure(const struct raw_kind *kind, int starters, int steps) {
    size_t bytes = starters * sizeof(struct seat);
    struct seat *seats = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    bench_require(seats != MAP_FAILED, "no memory");
    for (int i = 0; i < starters; i++)
        start(&seats[i], kind);
    make_steps(seats, starters, starters);
    double began = bench_now(CLOCK_MONOTONIC), used = bench_now(CLOCK_THREAD_CPUTIME_ID);
    make_steps(seats, starters, steps);
    used = bench_now(CLOCK_THREAD_CPUTIME_ID) - used;
    double ended = bench_now(CLOCK_MONOTONIC);
    for (int i = 0; i < starters; i++)
        end(&seats[i]);
    munmap(seats, bytes);
    return (struct raw_costs){(ended - began) / steps, used / steps};
}
