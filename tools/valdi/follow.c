/* The trace of a run: hits as they were recorded, among them those that the order enforced, and what starters were seen
 * to do at each step. */
#include "follow.h"

#include "../../runtime/recording.h"
#include "memory.h"
#include "tally.h"
#include "values.h"

#include <stdlib.h>
#include <string.h>

/* In the recording, steps from here on are pauses, by their moments. */
enum { PAUSES = 1u << 30 };

static void look_at_failure(void *argument);

void follow_begin(struct follower *follower, valdi_runner *runner) {
    follower->runner = runner;
    runner->on_failure = look_at_failure;
    runner->failure_argument = follower;
    follower->starter_count = runner->control->starter_count;
    follower->states = xrealloc(NULL, follower->starter_count, sizeof *follower->states);
    follower->details = xrealloc(NULL, follower->starter_count, sizeof *follower->details);
    for (uint32_t i = 0; i < follower->starter_count; i++) {
        follower->states[i] = TRACE_UNSTARTED;
        follower->details[i] = NULL;
    }
    valdi__symbolizer_open(&follower->symbolizer, NULL);
}

/* ---- moments ---- */

static void look_at(struct follower *follower, struct moment *moment, uint32_t starter) {
    static const enum trace_state states[] = {[VALDI__UNSTARTED] = TRACE_UNSTARTED,
                                              [VALDI__RUNNING] = TRACE_RUNNING,
                                              [VALDI__PARKED] = TRACE_PARKED,
                                              [VALDI__WAITING] = TRACE_ASLEEP,
                                              [VALDI__GONE] = TRACE_GONE};
    char *detail = NULL;
    size_t size;
    FILE *out = open_memstream(&detail, &size);
    enum trace_state state =
        states[valdi__posture_find(out, &follower->symbolizer, follower->runner, starter)];
    fclose(out);
    const char *before = follower->details[starter] ? follower->details[starter] : "";
    if (state == follower->states[starter] && !strcmp(detail, before)) {
        free(detail);
        return;
    }
    moment->changes = xgrow(moment->changes, moment->change_count, sizeof *moment->changes);
    moment->changes[moment->change_count++] =
        (struct trace_change){starter, state, *detail ? xstrdup(detail) : NULL};
    follower->states[starter] = state;
    free(follower->details[starter]);
    follower->details[starter] = detail;
}

static void look_at_failure(void *argument) {
    struct follower *follower = argument;
    for (uint32_t i = 0; i < follower->starter_count; i++)
        look_at(follower, &follower->failure, i);
}

static struct moment *add_moment(struct follower *follower, uint32_t step) {
    follower->moments = xgrow(follower->moments, follower->moment_count, sizeof *follower->moments);
    struct moment *moment = &follower->moments[follower->moment_count++];
    moment->step = step;
    return moment;
}

void follow_step(struct follower *follower, uint32_t step) {
    struct moment *moment = add_moment(follower, step);
    log_step(&follower->log, follower->moment_count - 1);
    for (uint32_t i = 0; i < follower->starter_count; i++)
        look_at(follower, moment, i);
}

void follow_pause(struct follower *follower, const char *name, char *text) {
    struct moment *moment = add_moment(follower, 0);
    moment->pause = xstrdup(name);
    moment->text = text;
    log_step(&follower->log, PAUSES | (follower->moment_count - 1));
}

/* ---- the trace ---- */

struct making {
    struct follower *follower;
    struct trace *trace;
    uint64_t began; /* time of the first event */
    long *last;     /* of each starter: its last hit so far in the recording, or -1 */
    struct tally tally;
    long *events;                      /* of each step: the trace's event, or -1 */
    const struct log_event **enforced; /* of the recording's events: the hit at a step; NULL: none */
};

static enum trace_kind kind_of_checkpoint(const valdi_checkpoint *checkpoint) {
    if (checkpoint->kind)
        return hit_kind(checkpoint->kind);
    return checkpoint->point == VALDI__STARTED         ? TRACE_STARTED
           : checkpoint->point == VALDI__BLOCKED_POINT ? TRACE_BLOCKED
                                                       : TRACE_FINISHED;
}

/* What a checkpoint says besides its kind, name and number. */
static char *refinement(const valdi_checkpoint *checkpoint) {
    char *text = NULL;
    size_t size;
    valdi_checkpoint bare = *checkpoint;
    bare.nth = 0;
    FILE *out = open_memstream(&text, &size);
    valdi__checkpoint_describe(out, &bare);
    fclose(out);
    char *more = strstr(text, " inside "), *when = strstr(text, " when ");
    if (!more || (when && when < more))
        more = when;
    char *copy = more ? xstrdup(more + 1) : NULL;
    free(text);
    return copy;
}

static struct trace_event *add_hit(struct making *making, const struct log_event *hit) {
    unsigned nth = tally_count(&making->tally, hit->starter, hit->site->kind, hit->site->name);
    return hit_add(making->trace, hit, (int)hit->starter, nth, making->began);
}

static struct trace_event *add_checkpoint(struct making *making, uint32_t step) {
    const valdi_checkpoint *checkpoint = making->follower->runner->order[step];
    struct trace_event *event = trace_add_event(making->trace, kind_of_checkpoint(checkpoint),
                                                (int)checkpoint->starter->index, checkpoint->name);
    event->nth = checkpoint->nth;
    return event;
}

static void take_changes(struct trace_event *event, const struct moment *moment) {
    for (size_t i = 0; i < moment->change_count; i++)
        trace_add_change(event, moment->changes[i].starter, moment->changes[i].state,
                         moment->changes[i].detail);
}

/* The event of a step: its starter's last hit, or what is none. */
static void add_step(struct making *making, const struct log_event *at) {
    const struct moment *moment = &making->follower->moments[at->step];
    const valdi_checkpoint *checkpoint = making->follower->runner->order[moment->step];
    const struct log_event *hit = making->enforced[at - making->follower->log.events];
    struct trace_event *event = hit ? add_hit(making, hit) : add_checkpoint(making, moment->step);
    if (event->time == TRACE_TIMELESS)
        event->time = at->time > making->began ? at->time - making->began : 0;
    event->enforced = true;
    event->text = refinement(checkpoint);
    making->events[moment->step] = event - making->trace->events;
    take_changes(event, moment);
}

static void add_pause(struct making *making, const struct log_event *at) {
    const struct moment *moment = &making->follower->moments[at->step & ~PAUSES];
    struct trace_event *event = trace_add_event(making->trace, TRACE_PAUSE, TRACE_NOBODY, moment->pause);
    event->time = at->time > making->began ? at->time - making->began : 0;
    event->enforced = true;
    event->text = xstrdup(moment->text);
}

/* Which hits the steps are: at a step a starter stands, so it is its last. They count where the step does. */
static bool *find_enforced(struct making *making) {
    const struct log *log = &making->follower->log;
    bool *moved = xrealloc(NULL, log->event_count + 1, sizeof *moved);
    uint32_t starters = making->follower->starter_count;
    for (size_t i = 0; i < log->event_count; i++) {
        const struct log_event *event = &log->events[i];
        moved[i] = false;
        making->enforced[i] = NULL;
        if (event->kind == LOG_HIT && event->starter < starters)
            making->last[event->starter] = i;
        if (event->kind != LOG_STEP || event->step & PAUSES || event->step >= making->follower->moment_count)
            continue;
        const valdi_checkpoint *checkpoint =
            making->follower->runner->order[making->follower->moments[event->step].step];
        long last = making->last[checkpoint->starter->index];
        if (!checkpoint->kind || last < 0 || log->events[last].site->kind != checkpoint->kind || moved[last])
            continue;
        moved[last] = true;
        making->enforced[i] = &log->events[last];
    }
    return moved;
}

/* The step that was not reached: under constraints that of the starter which the verdict is about. The count of steps if
 * there is none. */
static uint32_t missed_step(const valdi_runner *runner) {
    uint32_t step = runner->step, count = runner->control->step_count;
    if (runner->verdict <= VALDI_HELD)
        return count;
    while (runner->partial && step < count && runner->order[step]->starter != runner->culprit)
        step++;
    return step;
}

/* The step, where that was decided: what comes behind it happened once everybody was let go. */
static void add_failure(struct making *making, uint32_t step) {
    const valdi_runner *runner = making->follower->runner;
    struct trace_event *failed = add_checkpoint(making, step);
    failed->time = runner->ended > making->began ? runner->ended - making->began : 0;
    failed->failed = failed->enforced = true;
    failed->text = refinement(runner->order[step]);
    making->events[step] = failed - making->trace->events;
    take_changes(failed, &making->follower->failure);
}

static void add_event(struct making *making, size_t i, bool was_moved) {
    const struct log_event *event = &making->follower->log.events[i];
    if (event->kind == LOG_HIT && event->starter < making->follower->starter_count && !was_moved)
        add_hit(making, event);
    else if (event->kind == LOG_STEP && event->step < making->follower->moment_count)
        add_step(making, event);
    else if (event->kind == LOG_STEP && (event->step & ~PAUSES) < making->follower->moment_count)
        add_pause(making, event);
}

static void add_events(struct making *making) {
    const valdi_runner *runner = making->follower->runner;
    const struct log *log = &making->follower->log;
    bool *moved = find_enforced(making);
    uint32_t missed = missed_step(runner);
    bool has_failed = missed < runner->control->step_count;
    for (size_t i = 0; i < log->event_count; i++) {
        if (has_failed && log->events[i].time > runner->ended) {
            add_failure(making, missed);
            has_failed = false;
        }
        add_event(making, i, moved[i]);
    }
    if (has_failed)
        add_failure(making, missed);
    free(moved);
}

/* The event of the checkpoint that is written so, or -1. */
static long event_of(const struct making *making, const struct valdi__checkpoint_text *checkpoint) {
    const valdi_runner *runner = making->follower->runner;
    char *text = NULL;
    size_t size;
    long event = -1;
    FILE *out = open_memstream(&text, &size);
    valdi__checkpoint_text_write(out, checkpoint);
    fclose(out);
    for (uint32_t i = 0; event < 0 && i < runner->control->step_count; i++)
        if (!strcmp(valdi_checkpoint_text(runner->order[i]), text))
            event = making->events[i];
    free(text);
    return event;
}

static void add_edges(struct making *making, const struct valdi__order_text *order) {
    for (size_t i = 0; i < order->line_count; i++) {
        const struct valdi__line_text *line = &order->lines[i];
        long first = line->kind == VALDI__CONSTRAINT_TEXT ? event_of(making, &line->first) : -1;
        long then = first >= 0 ? event_of(making, &line->then) : -1;
        if (then >= 0)
            trace_add_edge(making->trace, first, then);
    }
}

static void add_starters(const struct follower *follower, const struct valdi__order_text *order,
                         struct trace *trace) {
    for (uint32_t i = 0; i < follower->starter_count; i++) {
        char *what = NULL;
        size_t size;
        FILE *out = open_memstream(&what, &size);
        for (size_t j = 0; j < order->starter_count; j++)
            if (!strcmp(order->starters[j].name, follower->runner->starters[i]->name))
                valdi__starter_text_write(out, &order->starters[j]);
        fclose(out);
        trace_add_starter(trace, follower->runner->starters[i]->name, *what ? what : "main thread");
        free(what);
    }
}

void follow_end(struct follower *follower, const struct valdi__order_text *order, struct trace *trace) {
    uint32_t starters = follower->starter_count;
    struct making making = {.follower = follower, .trace = trace};
    making.last = xrealloc(NULL, starters, sizeof *making.last);
    for (uint32_t i = 0; i < starters; i++)
        making.last[i] = -1;
    making.events = xrealloc(NULL, follower->runner->control->step_count, sizeof *making.events);
    for (uint32_t i = 0; i < follower->runner->control->step_count; i++)
        making.events[i] = -1;
    making.enforced = xrealloc(NULL, follower->log.event_count + 1, sizeof *making.enforced);
    for (size_t i = 0; i < follower->log.event_count && !making.began; i++)
        making.began = follower->log.events[i].time;
    add_starters(follower, order, trace);
    add_events(&making);
    add_edges(&making, order);
    tally_free(&making.tally);
    free(making.last);
    free(making.events);
    free(making.enforced);
}

static void free_moment(struct moment *moment) {
    for (size_t i = 0; i < moment->change_count; i++)
        free(moment->changes[i].detail);
    free(moment->changes);
    free(moment->pause);
    free(moment->text);
}

void follow_free(struct follower *follower) {
    for (size_t i = 0; i < follower->moment_count; i++)
        free_moment(&follower->moments[i]);
    free_moment(&follower->failure);
    for (uint32_t i = 0; i < follower->starter_count; i++)
        free(follower->details[i]);
    free(follower->moments);
    free(follower->details);
    free(follower->states);
    if (follower->runner)
        valdi__symbolizer_close(&follower->symbolizer);
    log_free(&follower->log);
}
