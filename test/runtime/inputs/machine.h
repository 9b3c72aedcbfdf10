/* A machine that goes through three phases and writes down which are done; what most tests of order step through. */
#ifndef MACHINE_H
#define MACHINE_H

#undef NDEBUG
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <valdi/checkpoint.h>
#include <valdi/valdi.h>

struct machine {
    char done[16]; /* "12": the first and the second phase */
};

static inline void machine_note(struct machine *machine, char phase) {
    machine->done[strlen(machine->done)] = phase;
}

VALDI_CHECKPOINT __attribute__((used)) static void first_phase(struct machine *machine) {
    machine_note(machine, '1');
}

VALDI_CHECKPOINT __attribute__((used)) static void second_phase(struct machine *machine) {
    machine_note(machine, '2');
}

VALDI_CHECKPOINT __attribute__((used)) static void third_phase(struct machine *machine) {
    machine_note(machine, '3');
}

static inline void *two_phases(void *machine) {
    first_phase((struct machine *)machine);
    second_phase((struct machine *)machine);
    return machine;
}

static inline void *three_phases(void *machine) {
    two_phases(machine);
    third_phase((struct machine *)machine);
    return machine;
}

static inline int machine_is(const struct machine *machine, const char *done) {
    return !strcmp(machine->done, done);
}

/* Fails with the library's own words if there is no runner. */
static inline valdi_runner *runner_or_die(valdi_runner *runner) {
    if (!runner)
        fprintf(stderr, "no runner: %s\n", valdi_error());
    assert(runner);
    return runner;
}

#endif
