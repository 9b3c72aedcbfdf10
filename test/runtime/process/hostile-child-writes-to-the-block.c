// Whatever a starter's process writes to the block it shares with the runner, and whenever: the test comes back, its own
// threads do what they are told, and nobody else gets a signal. (One that writes nothing is held to every order.)
// RUN: %cc -I%source %s -o %t && %t %load 2> %t.reports
// RUN: FileCheck %s < %t.reports
// RUN: %cc -I%source -DTWIN %s -o %t.twin && %t.twin %load
// CHECK: valdi: order {{unreached|infeasible|died|stalled}}
#define _GNU_SOURCE
#undef NDEBUG
#include "runtime/runtime.h"

#include <assert.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

#ifdef TWIN
enum { WRITES = 0 };
#else
enum { WRITES = 1 };
#endif
enum { TURNS = 3, SEEDS = 48, BACKSTOP = 20 /* ms */, LIMIT = 60 /* s, for one order */ };

static pid_t bystander;
static int bystander_pipe[2];
static _Atomic int turns_of_thread; /* that the test's own thread has had in the order */

/* ---- chance, the same for a seed ---- */

static uint64_t chance;

static uint64_t draw(uint64_t below) {
    chance ^= chance << 13, chance ^= chance >> 7, chance ^= chance << 17;
    return (chance >> 11) % below;
}

/* ---- what is written, and where ---- */

static uint32_t draw_value(void) {
    const uint32_t chosen[] = {
        VALDI__STANDING,    VALDI__MOVING,       VALDI__BLOCKED,        VALDI__FREE,
        VALDI__FINISHED,    VALDI__ASKING,       VALDI__ASLEEP,         VALDI__ASLEEP | VALDI__MOVING,
        VALDI__TURNS,       VALDI__STARTED,      VALDI__FINISHED_POINT, 0x80000000,
        (uint32_t)getpid(), (uint32_t)getppid(), (uint32_t)bystander,   (uint32_t)gettid(),
        (uint32_t)SIGRTMAX, (uint32_t)SIGRTMIN};
    uint64_t which = draw(2 * sizeof chosen / sizeof *chosen);
    return which < sizeof chosen / sizeof *chosen ? chosen[which] : (uint32_t)draw(1ull << 32);
}

/* Finds the block, as whoever has it can. */
static char *find_block(uint64_t *size) {
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[512];
    unsigned long start = 0, end = 0;
    while (fgets(line, sizeof line, maps))
        if (strstr(line, "/memfd:valdi") && sscanf(line, "%lx-%lx", &start, &end) == 2)
            break;
    fclose(maps);
    *size = end - start;
    return (char *)start;
}

/* Where one field of somebody's is, or of all. */
static uint64_t draw_field(const struct valdi__control *layout) {
    static const size_t fields[] = {
        offsetof(struct valdi__gate, turn),    offsetof(struct valdi__gate, at_point),
        offsetof(struct valdi__gate, at_site), offsetof(struct valdi__gate, arrived),
        offsetof(struct valdi__gate, thread),  offsetof(struct valdi__gate, progress),
        offsetof(struct valdi__gate, rests),   offsetof(struct valdi__gate, leaving),
        offsetof(struct valdi__gate, process), offsetof(struct valdi__gate, claim),
        offsetof(struct valdi__gate, seen),    offsetof(struct valdi__gate, held),
        offsetof(struct valdi__gate, status),  offsetof(struct valdi__gate, signal)};
    uint64_t starter = draw(layout->starter_count), field = draw(sizeof fields / sizeof *fields + 6);
    if (field < sizeof fields / sizeof *fields)
        return layout->gates + starter * sizeof(struct valdi__gate) + fields[field];
    switch (field - sizeof fields / sizeof *fields) {
    case 0:
        return layout->state + offsetof(struct valdi__state, mover);
    case 1:
        return layout->state + offsetof(struct valdi__state, news);
    case 2:
        return layout->state + offsetof(struct valdi__state, answer) + draw(4) * 4;
    case 3:
        return layout->hits + draw((uint64_t)layout->starter_count * layout->point_count) * 4;
    case 4:
        return layout->locks + starter * sizeof(struct valdi__locks) + draw(40) * 4;
    default:
        return layout->letters + starter * sizeof(struct valdi__letter) +
               draw(sizeof(struct valdi__letter) / 4) * 4;
    }
}

static void write_all(char *block, uint64_t size) {
    for (uint64_t at = 0; at < size; at += 4)
        *(volatile uint32_t *)(block + at) = draw_value();
}

/* Once, one field on and on, some fields, all that changes, or all. */
static void *scribble(void *unused) {
    uint64_t size, how = draw(6), few = 1 + draw(4), at[4];
    char *block = find_block(&size);
    const struct valdi__control layout = *(struct valdi__control *)block;
    for (uint64_t i = 0; i < few; i++)
        at[i] = draw_field(&layout);
    for (volatile uint64_t wait = draw(draw(2) ? 2000000 : 1000); wait; wait--)
        ;
    for (uint32_t count = 1;; count++)
        switch (how) {
        case 0:
            write_all(block + layout.state, size - layout.state);
            return unused;
        case 1: /* what is only ever counted up looks like progress */
            *(volatile uint32_t *)(block + at[0]) = count;
            break;
        case 2:
            *(volatile uint32_t *)(block + at[0]) = draw_value();
            break;
        case 3:
            *(volatile uint32_t *)(block + at[draw(few)]) = draw_value();
            break;
        case 4:
            write_all(block + layout.state, size - layout.state);
            break;
        default:
            write_all(block, size);
        }
}

/* ---- the starters ---- */

VALDI_CHECKPOINT static int turn(int number, const char *name) {
    return number + !*name;
}

VALDI_CHECKPOINT static void take_turns(const char *name) {
    for (int i = 0; i < TURNS; i++)
        turn(i, name);
}

static void *work(void *unused) {
    for (; turns_of_thread < TURNS; turns_of_thread++)
        turn(turns_of_thread, "thread");
    return unused;
}

static int be_good(void *unused) {
    take_turns("good");
    return 0;
}

VALDI_CHECKPOINT static void *help(void *unused) {
    take_turns("helper");
    return unused;
}

static int sleep_on[2]; /* a pipe that is never written to */

static int be_hostile(void *sleeps) {
    pthread_t scribbler, helper;
    char byte;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    assert(!WRITES || !pthread_create(&scribbler, NULL, scribble, NULL));
    assert(!pthread_create(&helper, NULL, help, NULL));
    if (!fork()) { /* this one is adopted */
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        take_turns("copy");
        _exit(0);
    }
    take_turns("hostile");
    close(sleep_on[1]);
    assert(!sleeps || !read(sleep_on[0], &byte, 1));
    pthread_join(helper, NULL);
    while (wait(NULL) > 0)
        ;
    return 0;
}

static int is_odd(const valdi_hit *hit, void *unused) {
    return valdi_hit_integer(hit, 0) % 2 && *valdi_hit_text(hit, 1) && *valdi_hit_name(hit) &&
           valdi_hit_find(hit, "name") == 1 && *valdi_hit_value_type(hit, 0) && !valdi_hit_unwound(hit);
}

/* ---- an order ---- */

static struct scene {
    valdi_starter *hostile, *good, *thread, *helper, *copy;
    valdi_checkpoint *hostile_turns, *odd, *inside, *good_turns, *thread_turns, *end;
    valdi_runner *runner;
} scene;

/* Starters that take no part in an order do not start before its end. */
static void make_sequence(bool adopts, bool asks) {
    struct scene *s = &scene;
    valdi_checkpoint *hostile = asks ? draw(2) ? s->odd : s->inside : s->hostile_turns;
    if (adopts)
        s->runner = valdi_runner_new(
            VALDI_STARTERS(s->hostile, s->good, s->thread, s->helper, s->copy),
            VALDI_ORDER(hostile, s->thread_turns, valdi_checkpoint_before(s->helper, "turn"),
                        valdi_checkpoint_after(s->copy, "turn"), s->good_turns, s->thread_turns, s->end));
    else
        s->runner = valdi_runner_new(VALDI_STARTERS(s->hostile, s->good, s->thread),
                                     VALDI_ORDER(s->thread_turns, hostile, s->good_turns, s->thread_turns,
                                                 s->good_turns, s->thread_turns, s->end));
}

static void make_partial(bool adopts, bool asks) {
    struct scene *s = &scene;
    valdi_checkpoint *hostile = asks ? draw(2) ? s->odd : s->inside : s->hostile_turns;
    if (adopts)
        s->runner = valdi_runner_new_partial(
            VALDI_STARTERS(s->hostile, s->good, s->thread, s->helper, s->copy),
            VALDI_CONSTRAINTS({hostile, s->good_turns}, {hostile, s->thread_turns},
                              {s->good_turns, valdi_checkpoint_after(s->helper, "turn")},
                              {s->thread_turns, valdi_checkpoint_before(s->copy, "turn")}));
    else
        s->runner = valdi_runner_new_partial(
            VALDI_STARTERS(s->hostile, s->good, s->thread),
            VALDI_CONSTRAINTS({hostile, s->thread_turns}, {s->thread_turns, s->good_turns}));
}

static void make_scene(void) {
    bool sleeps = draw(3) == 0 && WRITES, adopts = draw(2), asks = draw(2);
    struct scene *s = &scene;
    turns_of_thread = 0;
    setenv("VALDI_OPTIONS", draw(4) ? "symbolizer=false" : "symbolizer=false:verbosity=1", 1);
    s->hostile = valdi_starter_fork("hostile", be_hostile, sleeps ? &scene : NULL);
    s->good = valdi_starter_fork("good", be_good, NULL);
    s->thread = valdi_starter_thread("thread", work, NULL);
    s->helper = s->copy = NULL;
    if (adopts) {
        s->helper = valdi_starter_adopt_in(s->hostile, "helper", "help", 1);
        s->copy = valdi_starter_adopt_process("copy", "/proc/self/exe", 1);
    }
    s->hostile_turns = valdi_checkpoint_before(s->hostile, "turn");
    s->odd = valdi_checkpoint_when(valdi_checkpoint_before(s->hostile, "turn"), is_odd, NULL);
    s->inside = valdi_checkpoint_inside(valdi_checkpoint_after(s->hostile, "turn"), "take_turns");
    s->good_turns = valdi_checkpoint_before(s->good, "turn");
    s->thread_turns = valdi_checkpoint_after(s->thread, "turn");
    s->end = sleeps ? valdi_checkpoint_blocked(s->hostile) : valdi_checkpoint_finished(s->hostile);
    if (draw(2))
        make_sequence(adopts, asks);
    else
        make_partial(adopts, asks);
    if (!s->runner)
        fputs(valdi_error(), stderr);
    assert(s->runner);
}

/* True if it was held. */
static bool run(uint64_t seed) {
    alarm(LIMIT);
    fprintf(stderr, "seed %llu\n", (unsigned long long)seed);
    chance = seed * 0x9e3779b97f4a7c15 + 1;
    make_scene();
    uint64_t steps = WRITES ? draw(9) : 0;
    if (WRITES)
        valdi_runner_set_backstop(scene.runner, BACKSTOP);
    for (uint64_t i = 0; i < steps && valdi_runner_next(scene.runner); i++)
        if (draw(4) == 0)
            assert(*valdi_runner_explain(scene.runner));
    if (WRITES && draw(4) == 0)
        valdi_starter_kill(scene.hostile, draw(2) ? SIGKILL : SIGTERM);
    bool finishes = !WRITES || draw(4);
    valdi_verdict verdict = finishes ? valdi_runner_finish(scene.runner) : valdi_runner_verdict(scene.runner);
    assert(*valdi_runner_explain(scene.runner) && *valdi_verdict_name(verdict));
    valdi_runner_free(scene.runner);
    while (turns_of_thread && turns_of_thread != TURNS)
        sched_yield(); /* it was let go, but may not have ended in time */
    return verdict == VALDI_HELD;
}

/* ---- who has nothing to do with it ---- */

static void note(int number) {
    char byte = (char)number;
    if (write(bystander_pipe[1], &byte, 1) != 1)
        _exit(1);
}

static void make_bystander(void) {
    assert(!pipe2(bystander_pipe, O_NONBLOCK) &&
           !pipe(sleep_on)); /* others may stand yet, and have the pipe */
    bystander = fork();
    if (bystander)
        return;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int number = 1; number <= SIGRTMAX; number++)
        if (number != SIGCHLD)
            signal(number, note);
    for (;;)
        pause();
}

static void check_bystander(void) {
    char number = 0;
    close(bystander_pipe[1]);
    assert(!waitpid(bystander, NULL, WNOHANG));
    kill(bystander, SIGKILL);
    waitpid(bystander, NULL, 0);
    if (read(bystander_pipe[0], &number, 1) == 1)
        fprintf(stderr, "the bystander got signal %d\n", number);
    assert(!number);
}

int main(int count, char **arguments) {
    uint64_t seeds = SEEDS * (count > 1 ? strtoull(arguments[1], NULL, 10) : 1), held = 0;
    uint64_t first = count > 2 ? strtoull(arguments[2], NULL, 10) : 0;
    make_bystander();
    for (uint64_t seed = first; seed < first + seeds; seed++)
        held += run(seed);
    check_bystander();
    assert(WRITES ? held < seeds : held == seeds);
    printf("%llu of %llu held\n", (unsigned long long)held, (unsigned long long)seeds);
}
