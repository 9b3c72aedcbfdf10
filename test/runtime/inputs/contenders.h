/* Alice takes something and stands still while she has it, at "holding"; bob wants it, and is then at "has". What it is
 * the test says. The twin lets alice end first. */
#ifndef CONTENDERS_H
#define CONTENDERS_H

#include "machine.h"
#include <pthread.h>
#include <stdlib.h>

struct contention {
    const char *name;
    void (*hold)(void);
    void (*let_go)(void);
    void (*want)(void);
    void (*rescue)(void); /* what the test does after the verdict, for bob to end; or NULL */
    unsigned backstop;    /* ms, from when alice has it; 0: the default */
    int is_seen_asleep;   /* that bob sleeps is a step of its own: the backstop's time is none of his */
};

static inline void nothing(void) {
}

static void *alice_lives(void *argument) {
    const struct contention *contention = (const struct contention *)argument;
    contention->hold();
    VALDI_POINT("holding");
    VALDI_POINT("letting go");
    contention->let_go();
    return NULL;
}

static void *bob_lives(void *argument) {
    const struct contention *contention = (const struct contention *)argument;
    contention->want();
    VALDI_POINT("has");
    return NULL;
}

/* A runner that is to hold them to that. */
static inline valdi_runner *contenders_of(valdi_starter *alice, valdi_starter *bob,
                                          const struct contention *contention) {
    valdi_checkpoint *holding = valdi_checkpoint_at(alice, "holding"), *has = valdi_checkpoint_at(bob, "has");
    valdi_checkpoint *ended = valdi_checkpoint_finished(alice);
#ifdef TWIN
    valdi_checkpoint *order[] = {holding, ended, has, NULL};
#else
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(bob);
    valdi_checkpoint *order[] = {holding, contention->is_seen_asleep ? asleep : has,
                                 contention->is_seen_asleep ? has : ended,
                                 contention->is_seen_asleep ? ended : NULL, NULL};
#endif
    valdi_starter *starters[] = {alice, bob, NULL};
    return runner_or_die(valdi_runner_new(starters, order));
}

static inline valdi_runner *contenders(struct contention *contention) {
    return contenders_of(valdi_starter_thread("alice", alice_lives, contention),
                         valdi_starter_thread("bob", bob_lives, contention), contention);
}

/* The rest of the line behind what in a text, or "" if that is not in it; valid until the next call. */
static inline const char *text_behind(const char *text, const char *what) {
    static char line[200];
    const char *found = strstr(text, what);
    snprintf(line, sizeof line, "%.*s", found ? (int)strcspn(found + strlen(what), "\n") : 0,
             found ? found + strlen(what) : "");
    return line;
}

/* What is to hold has all the time it needs. */
static inline unsigned time_of(const struct contention *contention) {
#ifdef TWIN
    (void)contention;
    return 0;
#else
    return contention->backstop;
#endif
}

/* Holds them to it as far as that goes, and says how it went: "name: infeasible, held by alice" */
static inline void contend_on(valdi_runner *runner, const struct contention *contention) {
    valdi_checkpoint *reached = valdi_runner_next(runner);
    for (int i = !contention->is_seen_asleep; reached; i++) {
        if (i == 1) /* alice has it, and bob sleeps, if that is to be seen */
            valdi_runner_set_backstop(runner, time_of(contention));
        reached = valdi_runner_next(runner);
    }
    const char *verdict = valdi_verdict_name(valdi_runner_verdict(runner));
    const char *report = valdi_runner_explain(runner);
    fprintf(stderr, "%s: %s", contention->name, verdict);
    if (strstr(report, " is held by "))
        fprintf(stderr, ", held by %s", text_behind(report, " is held by "));
    if (strstr(report, "whoever could end that"))
        fprintf(stderr, ", nobody can end that");
    fputs("\n", stderr);
    if (contention->rescue)
        contention->rescue();
    valdi_runner_set_backstop(runner, 0);
    valdi_runner_free(runner);
}

static inline void contend(struct contention contention) {
    contend_on(contenders(&contention), &contention);
}

#endif
