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

static void write_goal(FILE *out, const valdi_runner *runner) {
    const struct valdi__step *step = valdi__control_step(runner->control, runner->step);
    double seconds = (double)runner->backstop / 1e9;
    if (runner->culprit_ending) {
        fprintf(out, ": %s has no checkpoint left and did not end for %.3g s", runner->culprit->name,
                seconds);
        return;
    }
    fprintf(out, ": %s ", runner->culprit->name);
    if (runner->verdict == VALDI_STALLED)
        fprintf(out, "made no progress for %.3g s towards \"", seconds);
    else if (step->nth && *valdi__control_hits(runner->control, step->point, step->starter) >= step->nth)
        fputs("had already passed \"", out);
    else
        fputs("finished without reaching \"", out);
    valdi__checkpoint_describe(out, runner->order[runner->step]);
    fputs("\"", out);
}

static void write_headline(FILE *out, const valdi_runner *runner) {
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
        fprintf(out, runner->step < steps ? "step %u of %u" : "its end", runner->step + 1, steps);
        write_goal(out, runner);
    }
    fputs("\n", out);
}

static void write_place(FILE *out, const struct valdi__gate *gate) {
    static const char *const words[] = {
        [VALDI_BEFORE] = "before", [VALDI_AFTER] = "after", [VALDI_MARKER] = "at"};
    const struct valdi_site *site = (const struct valdi_site *)(uintptr_t)gate->at_site;
    char text[200];
    snprintf(text, sizeof text, "%s %s", words[site->kind], valdi_site_text(VALDI_TEXTS(site), VALDI_NAME));
    fprintf(out, "parked    %-26s %s", text, valdi_site_text(VALDI_TEXTS(site), VALDI_FILE));
    if (site->line)
        fprintf(out, ":%u", site->line);
}

static void write_starter(FILE *out, const valdi_runner *runner, uint32_t index, int width) {
    const valdi_starter *starter = runner->starters[index];
    const struct valdi__gate *gate = valdi__control_gate(runner->control, index);
    uint32_t turn = atomic_load(&gate->turn);
    fprintf(out, "  %-*s  ", width, starter->name);
    if (turn == VALDI__FINISHED)
        fputs("finished", out);
    else if (turn != VALDI__STANDING)
        fputs("running", out);
    else if (gate->at_point == VALDI__NO_POINT)
        fputs("not started", out);
    else if (gate->at_point == VALDI__STARTED)
        fputs("parked    started", out);
    else
        write_place(out, gate);
    fputs("\n", out);
}

/* The one the verdict is about comes first. */
static void write_starters(FILE *out, const valdi_runner *runner) {
    uint32_t count = runner->control->starter_count, shown = 0;
    int width = 0;
    for (uint32_t i = 0; i < count; i++)
        if ((int)strlen(runner->starters[i]->name) > width)
            width = strlen(runner->starters[i]->name);
    if (runner->culprit && count > STARTERS_SHOWN) {
        write_starter(out, runner, runner->culprit->index, width);
        shown++;
    }
    for (uint32_t i = 0; i < count && shown < STARTERS_SHOWN; i++) {
        if (count > STARTERS_SHOWN && runner->culprit == runner->starters[i])
            continue;
        write_starter(out, runner, i, width);
        shown++;
    }
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
    const valdi_checkpoint *checkpoint = runner->order[runner->step];
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
}

static void write_reached(FILE *out, const valdi_runner *runner) {
    uint32_t first = runner->step > STEPS_SHOWN ? runner->step - STEPS_SHOWN : 0;
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
    if (runner->verdict != VALDI_UNDECIDED && runner->step < runner->control->step_count &&
        !runner->culprit_ending)
        write_hits(out, runner);
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
