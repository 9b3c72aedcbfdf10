/* Checkpoints: construction, conditions, and what they are called. They belong to their starter. */
#include "runtime.h"
#include "order_text.h"

#include <stdlib.h>
#include <string.h>

static valdi_checkpoint *checkpoint_new(valdi_starter *starter, uint32_t kind, const char *name,
                                        uint32_t point) {
    valdi_checkpoint *checkpoint = calloc(1, sizeof *checkpoint);
    if (!checkpoint || (name && !(checkpoint->name = strdup(name)))) {
        valdi__error_open("no memory for a checkpoint of \"%s\"", starter->name);
        free(checkpoint);
        return NULL;
    }
    checkpoint->starter = starter;
    checkpoint->kind = kind;
    checkpoint->point = point;
    checkpoint->sibling = starter->checkpoints;
    starter->checkpoints = checkpoint;
    return checkpoint;
}

static bool starter_given(const valdi_starter *starter) {
    if (!starter)
        valdi__error_open("a checkpoint needs a starter, not NULL");
    return starter;
}

bool valdi__checkpoint_is_elsewhere(const valdi_starter *starter) {
    const valdi_starter *process = valdi__process_of(starter);
    return process && process->kind != VALDI__FORK;
}

static valdi_checkpoint *checkpoint_at_point(valdi_starter *starter, uint32_t kind, const char *name) {
    char why[400];
    if (!starter_given(starter))
        return NULL;
    if (!name || !*name)
        valdi__error_open("a checkpoint of \"%s\" needs the name of a %s", starter->name,
                          kind == VALDI_MARKER ? "marker" : "function");
    else if (!valdi__checkpoint_is_elsewhere(starter) && !valdi__site_known(kind, name, why, sizeof why))
        valdi__error_open("%s", why);
    else
        return checkpoint_new(starter, kind, name, VALDI__NO_POINT);
    return NULL;
}

valdi_checkpoint *valdi_checkpoint_before(valdi_starter *starter, const char *function) {
    return checkpoint_at_point(starter, VALDI_BEFORE, function);
}

valdi_checkpoint *valdi_checkpoint_after(valdi_starter *starter, const char *function) {
    return checkpoint_at_point(starter, VALDI_AFTER, function);
}

valdi_checkpoint *valdi_checkpoint_at(valdi_starter *starter, const char *marker) {
    return checkpoint_at_point(starter, VALDI_MARKER, marker);
}

valdi_checkpoint *valdi_checkpoint_started(valdi_starter *starter) {
    return starter_given(starter) ? checkpoint_new(starter, 0, NULL, VALDI__STARTED) : NULL;
}

valdi_checkpoint *valdi_checkpoint_blocked(valdi_starter *starter) {
    return starter_given(starter) ? checkpoint_new(starter, 0, NULL, VALDI__BLOCKED_POINT) : NULL;
}

valdi_checkpoint *valdi_checkpoint_finished(valdi_starter *starter) {
    return starter_given(starter) ? checkpoint_new(starter, 0, NULL, VALDI__FINISHED_POINT) : NULL;
}

/* ---- conditions ---- */

/* Whether the checkpoint can be given something more; what is that. */
static bool may_refine(const valdi_checkpoint *checkpoint, const char *what) {
    if (!checkpoint)
        valdi__error_open("a checkpoint to give %s is NULL", what);
    else if (checkpoint->point == VALDI__BLOCKED_POINT)
        valdi__error_open("a starter sleeps or not: that checkpoint takes no %s", strchr(what, ' ') + 1);
    else if (!checkpoint->kind)
        valdi__error_open("a starter starts and finishes once: that checkpoint takes no %s",
                          strchr(what, ' ') + 1);
    else if (checkpoint->starter->runner)
        valdi__error_open("a checkpoint in a runner keeps what it is: it takes no %s", strchr(what, ' ') + 1);
    else
        return true;
    return false;
}

valdi_checkpoint *valdi_checkpoint_nth(valdi_checkpoint *checkpoint, unsigned n) {
    if (!may_refine(checkpoint, "a number"))
        return NULL;
    if (!n) {
        valdi__error_open("hits are numbered from 1, not 0");
        return NULL;
    }
    checkpoint->nth = n;
    return checkpoint;
}

valdi_checkpoint *valdi_checkpoint_when(valdi_checkpoint *checkpoint,
                                        int (*predicate)(const valdi_hit *hit, void *argument),
                                        void *argument) {
    if (!may_refine(checkpoint, "a condition"))
        return NULL;
    if (!predicate || checkpoint->when) {
        valdi__error_open(predicate ? "a checkpoint takes one condition" : "a condition needs a predicate");
        return NULL;
    }
    checkpoint->when = predicate;
    checkpoint->argument = argument;
    return checkpoint;
}

valdi_checkpoint *valdi_checkpoint_inside(valdi_checkpoint *checkpoint, const char *function) {
    char why[400];
    if (!may_refine(checkpoint, "a function"))
        return NULL;
    if (!function || !*function)
        valdi__error_open("a checkpoint inside something needs the name of a function");
    else if (checkpoint->inside)
        valdi__error_open("a checkpoint takes one function to be inside of");
    else if (!valdi__checkpoint_is_elsewhere(checkpoint->starter) &&
             (!valdi__site_known(VALDI_BEFORE, function, why, sizeof why) ||
              !valdi__site_known(VALDI_AFTER, function, why, sizeof why)))
        valdi__error_open("inside needs points before and after a function: %s", why);
    else if (!(checkpoint->inside = strdup(function)))
        valdi__error_open("no memory for a checkpoint of \"%s\"", checkpoint->starter->name);
    else
        return checkpoint;
    return NULL;
}

void valdi__checkpoint_free(valdi_checkpoint *checkpoint) {
    free(checkpoint->name);
    free(checkpoint->inside);
    free(checkpoint->text);
    valdi__condition_free(checkpoint->condition);
    free(checkpoint);
}

/* ---- what it is called ---- */

static void write_condition(FILE *out, const valdi_checkpoint *checkpoint) {
    if (checkpoint->condition)
        fprintf(out, " when %s", valdi__condition_text(checkpoint->condition));
    else if (checkpoint->when)
        fputs(" when its condition holds", out);
}

void valdi__checkpoint_describe(FILE *out, const valdi_checkpoint *checkpoint) {
    static const char *const words[] = {
        [VALDI_BEFORE] = "before", [VALDI_AFTER] = "after", [VALDI_MARKER] = "at"};
    if (!checkpoint->kind)
        fputs(checkpoint->point == VALDI__STARTED         ? "started"
              : checkpoint->point == VALDI__BLOCKED_POINT ? "blocked"
                                                          : "finished",
              out);
    else
        fprintf(out, "%s %s", words[checkpoint->kind], checkpoint->name);
    if (checkpoint->nth)
        fprintf(out, "/%u", checkpoint->nth);
    if (checkpoint->inside)
        fprintf(out, " inside %s", checkpoint->inside);
    write_condition(out, checkpoint);
}

static enum valdi__checkpoint_kind text_kind(const valdi_checkpoint *checkpoint) {
    static const enum valdi__checkpoint_kind kinds[] = {[VALDI_BEFORE] = VALDI__BEFORE_TEXT,
                                                        [VALDI_AFTER] = VALDI__AFTER_TEXT,
                                                        [VALDI_MARKER] = VALDI__AT_TEXT};
    return checkpoint->kind                            ? kinds[checkpoint->kind]
           : checkpoint->point == VALDI__STARTED       ? VALDI__STARTED_TEXT
           : checkpoint->point == VALDI__BLOCKED_POINT ? VALDI__BLOCKED_TEXT
                                                       : VALDI__FINISHED_TEXT;
}

const char *valdi_checkpoint_text(const valdi_checkpoint *checkpoint) {
    valdi_checkpoint *scratch = (valdi_checkpoint *)checkpoint; /* the text is a cache, no part of it */
    size_t size;
    if (!checkpoint)
        return "";
    if (checkpoint->text && checkpoint->starter->runner)
        return checkpoint->text;
    free(checkpoint->text); /* it may have been given more since */
    scratch->text = NULL;
    FILE *out = open_memstream(&scratch->text, &size);
    if (!out)
        return "";
    valdi__checkpoint_text_write(out, &(struct valdi__checkpoint_text){.starter = checkpoint->starter->name,
                                                                       .kind = text_kind(checkpoint),
                                                                       .name = checkpoint->name,
                                                                       .nth = checkpoint->nth,
                                                                       .inside = checkpoint->inside});
    write_condition(out, checkpoint);
    fclose(out);
    return checkpoint->text ? checkpoint->text : "";
}
