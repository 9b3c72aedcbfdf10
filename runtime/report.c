/* What a person reads: a dozen lines at most on how an order ended, or where it stands. */
#include "runtime.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { STARTERS_SHOWN = 6, STEPS_SHOWN = 4 };

static double milliseconds(const valdi_runner *runner) {
    uint64_t end = runner->ended ? runner->ended : valdi__clock_now();
    return (double)(end - runner->began) / 1e6;
}

/* "alice, bob and carol", those of the ring. */
static void write_ring(FILE *out, const valdi_runner *runner) {
    const struct valdi__stuck *stuck = &runner->stuck;
    unsigned count = stuck->count - stuck->ring,
             shown = count > STARTERS_SHOWN && !valdi__options.verbosity ? STARTERS_SHOWN : count;
    fputs(count > 1 ? ": deadlock of " : ": deadlock of itself, ", out);
    for (unsigned i = 0; i < shown; i++) {
        fputs(!i ? "" : i + 1 < count ? ", " : " and ", out);
        valdi__whereabouts_thread(out, runner, stuck->links[stuck->ring + i].wait.thread);
    }
    if (shown < count)
        fprintf(out, " and %u more", count - shown);
}

/* What the culprit was on its way to. */
static const valdi_checkpoint *missed(const valdi_runner *runner) {
    uint32_t i = runner->step;
    while (runner->order[i]->starter != runner->culprit)
        i++;
    return runner->order[i];
}

static void write_checkpoint(FILE *out, const valdi_runner *runner) {
    fputs("\"", out);
    valdi__checkpoint_describe(out, missed(runner));
    fputs("\"", out);
}

static void write_infeasible(FILE *out, const valdi_runner *runner) {
    fprintf(out, ": %s cannot ", runner->culprit->name);
    fputs(runner->culprit_ending ? "end" : "reach ", out);
    if (!runner->culprit_ending)
        write_checkpoint(out, runner);
    if (!valdi__adopt_has_come(runner->culprit))
        fputs(": it was not created, and whoever could create it stands still", out);
    else if (runner->stuck.ring < runner->stuck.count)
        write_ring(out, runner);
    else if (!runner->stuck.count && runner->partial)
        fputs(": all wait for each other", out);
}

static void write_stalled(FILE *out, const valdi_runner *runner) {
    double seconds = (double)runner->backstop / 1e9;
    if (runner->culprit_ending) {
        fprintf(out, ": %s has no checkpoint left and did not end for %.3g s", runner->culprit->name,
                seconds);
        return;
    }
    fprintf(out, ": %s made no progress for %.3g s towards ", runner->culprit->name, seconds);
    write_checkpoint(out, runner);
}

/* Whether there was no way to hold it; says why. */
static bool write_refusal(FILE *out, const valdi_runner *runner) {
    char refusal[VALDI__REFUSAL];
    valdi__process_refusal(runner->culprit, refusal);
    if (!*refusal)
        return false;
    fprintf(out, ": %s cannot be held", runner->culprit->name);
    if (!runner->culprit_ending) {
        fputs(" at ", out);
        write_checkpoint(out, runner);
    }
    fprintf(out, ": %s", refusal);
    return true;
}

/* A thread of another process may have finished without it. */
static bool has_ended_as_process(const valdi_runner *runner, const valdi_starter *starter) {
    const valdi_starter *process = valdi__process_of(starter);
    return process && (process == starter || valdi__control_gate(runner->control, starter->index)->at_point !=
                                                 VALDI__FINISHED_POINT);
}

static void write_unreached(FILE *out, const valdi_runner *runner) {
    if (write_refusal(out, runner))
        return;
    if (runner->culprit_ending) {
        fprintf(out, ": %s was never created", runner->culprit->name);
        return;
    }
    const valdi_checkpoint *next = missed(runner);
    bool passed =
        next->nth && *valdi__control_hits(runner->control, next->point, next->starter->index) >= next->nth;
    fprintf(out, ": %s ", runner->culprit->name);
    bool has_come = valdi__adopt_has_come(runner->culprit);
    if (has_come && !passed && has_ended_as_process(runner, runner->culprit))
        valdi__process_write_end(out, runner->culprit);
    else
        fputs(!has_come ? "was never created" : passed ? "had already passed" : "finished", out);
    fputs(!has_come ? " to reach " : passed ? " " : " without reaching ", out);
    write_checkpoint(out, runner);
}

static void write_died(FILE *out, const valdi_runner *runner) {
    fprintf(out, ": %s ", runner->culprit->name);
    valdi__process_write_end(out, runner->culprit);
    if (runner->culprit_ending) {
        fputs(" on its way to its end", out);
        return;
    }
    fputs(" before ", out);
    write_checkpoint(out, runner);
}

static void write_headline(FILE *out, const valdi_runner *runner) {
    static void (*const write_why[])(FILE *, const valdi_runner *) = {[VALDI_UNREACHED] = write_unreached,
                                                                      [VALDI_INFEASIBLE] = write_infeasible,
                                                                      [VALDI_DIED] = write_died,
                                                                      [VALDI_STALLED] = write_stalled};
    uint32_t steps = runner->control->step_count;
    if (runner->verdict == VALDI_HELD) {
        fprintf(out, "valdi: order held: %u of %u checkpoints in %.3g ms\n", steps, steps,
                milliseconds(runner));
        return;
    }
    if (runner->verdict == VALDI_UNDECIDED) {
        fprintf(out, "valdi: order undecided: %u of %u checkpoints reached", runner->step, steps);
    } else {
        fprintf(out, "valdi: order %s at ", valdi_verdict_name(runner->verdict));
        if (runner->partial && runner->step < steps)
            fprintf(out, "%u of %u checkpoints", runner->step, steps);
        else
            fprintf(out, runner->step < steps ? "step %u of %u" : "its end", runner->step + 1, steps);
        write_why[runner->verdict](out, runner);
    }
    fputs("\n", out);
}

/* Whether the verdict is about it: it cannot go on, or holds up who cannot. */
static bool is_concerned(const valdi_runner *runner, uint32_t index) {
    uint32_t thread = atomic_load(&valdi__control_gate(runner->control, index)->thread);
    if (runner->starters[index] == runner->culprit)
        return true;
    bool infeasible = runner->verdict == VALDI_INFEASIBLE;
    for (unsigned i = 0; infeasible && i < runner->stuck.count; i++)
        if (runner->stuck.links[i].wait.thread == thread)
            return true;
    return infeasible && thread && runner->stuck.holder == thread;
}

/* If they are too many, those that the verdict is about come first. */
static void write_starters(FILE *out, const valdi_runner *runner) {
    uint32_t count = runner->control->starter_count, shown = 0;
    bool has_reasons = runner->verdict == VALDI_INFEASIBLE || runner->partial; /* lines of their own */
    uint32_t most = valdi__options.verbosity ? UINT32_MAX : has_reasons ? STARTERS_SHOWN - 2 : STARTERS_SHOWN;
    struct valdi__symbolizer symbolizer;
    int width = 0;
    valdi__symbolizer_open(&symbolizer, *valdi__options.symbolizer ? valdi__options.symbolizer : NULL);
    for (uint32_t i = 0; i < count; i++)
        if ((int)strlen(runner->starters[i]->name) > width)
            width = strlen(runner->starters[i]->name);
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < count && shown < most; i++)
            if (count <= most ? !pass : is_concerned(runner, i) == !pass) {
                valdi__whereabouts_write(out, &symbolizer, runner, i, width);
                shown++;
            }
    valdi__symbolizer_close(&symbolizer);
    if (shown < count)
        fprintf(out, "  and %u more\n", count - shown);
}

static void write_starter_hits(FILE *out, const valdi_runner *runner, uint32_t starter, uint32_t point) {
    uint32_t base = valdi__control_point(runner->control, point)->base;
    fprintf(out, " %s %u", runner->starters[starter]->name,
            *valdi__control_hits(runner->control, base, starter));
    if (base != point && starter == valdi__control_point(runner->control, point)->starter)
        fprintf(out, " (%u under its condition)", *valdi__control_hits(runner->control, point, starter));
}

/* How often the point that was not reached was hit, and by whom. */
static void write_hits(FILE *out, const valdi_runner *runner) {
    const valdi_checkpoint *checkpoint = missed(runner);
    uint32_t named = 0, count = runner->control->starter_count;
    if (!checkpoint->kind)
        return;
    uint32_t base = valdi__control_point(runner->control, checkpoint->point)->base;
    valdi_checkpoint any = {.kind = checkpoint->kind, .name = checkpoint->name};
    fputs("  hits of \"", out);
    valdi__checkpoint_describe(out, &any);
    fputs("\":", out);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t hits = *valdi__control_hits(runner->control, base, i);
        if (i == checkpoint->starter->index || (hits && named < STARTERS_SHOWN)) {
            fputs(named ? "," : "", out);
            write_starter_hits(out, runner, i, checkpoint->point);
            named++;
        }
    }
    uint32_t others = valdi__site_others(base);
    if (others)
        fprintf(out, ", threads that are no starter's %u", others);
    fputs("\n", out);
    if (checkpoint->condition)
        valdi__condition_write_lack(out, checkpoint->condition);
}

static void write_reached(FILE *out, const valdi_runner *runner) {
    uint32_t most = valdi__options.verbosity ? UINT32_MAX : STEPS_SHOWN;
    uint32_t first = runner->step > most ? runner->step - most : 0;
    fputs(first ? "  reached: ..." : "  reached:", out);
    for (uint32_t i = first; i < runner->step; i++) {
        fprintf(out, "%s %s ", i ? "," : "", runner->order[i]->starter->name);
        valdi__checkpoint_describe(out, runner->order[i]);
    }
    fputs(runner->step ? "\n" : " nothing\n", out);
}

void valdi__report_write(FILE *out, const valdi_runner *runner) {
    write_headline(out, runner);
    if (runner->verdict == VALDI_HELD)
        return;
    write_starters(out, runner);
    if ((runner->verdict == VALDI_UNREACHED || runner->verdict == VALDI_STALLED) &&
        runner->step < runner->control->step_count && !runner->culprit_ending)
        write_hits(out, runner);
    write_reached(out, runner);
}

/* A starter's name and where it was, or one line for the others: they did it on purpose. */
void valdi__report_write_ending(FILE *out, const valdi_runner *runner, const valdi_starter *starter) {
    uint32_t steps = runner->control->step_count;
    const valdi_checkpoint *next = runner->step < steps ? runner->order[runner->step] : NULL;
    if (starter)
        fprintf(out, "valdi: starter \"%s\" ended the process ", starter->name);
    else
        fprintf(out, "valdi: the process ended with an order %s ", valdi_verdict_name(runner->verdict));
    if (next && runner->partial)
        fprintf(out, "at %u of %u checkpoints", runner->step, steps);
    else if (next)
        fprintf(out, "at step %u of %u", runner->step + 1, steps);
    else
        fprintf(out, "behind the last of %u steps", steps);
    if (starter && next && next->starter == starter && !runner->partial) {
        fputs(", on its way to \"", out);
        valdi__checkpoint_describe(out, next);
        fputs("\"", out);
    }
    fputs("\n", out);
    if (!starter)
        return;
    write_starters(out, runner);
    write_reached(out, runner);
}

void valdi__report_print(const char *text) {
    for (size_t left = strlen(text); left;) {
        ssize_t written = write(STDERR_FILENO, text, left);
        if (written < 0 && errno != EINTR)
            return;
        text += written < 0 ? 0 : written;
        left -= written < 0 ? 0 : (size_t)written;
    }
}
