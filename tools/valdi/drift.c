/* Compares what each starter came to with what was recorded. */
#include "drift.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* One starter's points, in order: as recorded, and as they came. */
struct course {
    const struct valdi__checkpoint_text **recorded;
    size_t recorded_count;
    const struct log_site **came;
    size_t came_count;
};

static bool is_same(const struct valdi__checkpoint_text *recorded, const struct log_site *came) {
    static const uint32_t kinds[] = {[VALDI__BEFORE_TEXT] = VALDI_BEFORE,
                                     [VALDI__AFTER_TEXT] = VALDI_AFTER,
                                     [VALDI__AT_TEXT] = VALDI_MARKER};
    return recorded->kind <= VALDI__AT_TEXT && kinds[recorded->kind] == came->kind &&
           (!strcmp(recorded->name, came->name) ||
            !strcmp(recorded->name, valdi_site_text(came->texts, VALDI_NAME)));
}

static void follow_starter(struct course *course, const struct valdi__order_text *order,
                           const struct log *log, const valdi_starter *starter) {
    course->recorded = xrealloc(NULL, order->line_count + 1, sizeof *course->recorded);
    course->came = xrealloc(NULL, log->event_count + 1, sizeof *course->came);
    for (size_t i = 0; i < order->line_count; i++)
        if (order->lines[i].kind == VALDI__STEP_TEXT && order->lines[i].first.name &&
            !strcmp(order->lines[i].first.starter, starter->name))
            course->recorded[course->recorded_count++] = &order->lines[i].first;
    for (size_t i = 0; i < log->event_count; i++)
        if (log->events[i].kind == LOG_HIT && log->events[i].starter == starter->index)
            course->came[course->came_count++] = log->events[i].site;
}

/* Whether the point stands anywhere in the recording... */
static bool was_recorded(const struct valdi__order_text *order, const struct log_site *site) {
    for (size_t i = 0; i < order->line_count; i++)
        if (order->lines[i].kind == VALDI__STEP_TEXT && is_same(&order->lines[i].first, site))
            return true;
    return false;
}

/* ... and whether the starter came to it later. */
static bool comes_later(const struct course *course, size_t from,
                        const struct valdi__checkpoint_text *recorded) {
    for (size_t i = from; i < course->came_count; i++)
        if (is_same(recorded, course->came[i]))
            return true;
    return false;
}

static void write_site(FILE *out, const struct log_site *site) {
    static const char *const words[] = {
        [VALDI_BEFORE] = "before", [VALDI_AFTER] = "after", [VALDI_MARKER] = "at"};
    fprintf(out, "%s %s (%s:%u)", words[site->kind], site->name, valdi_site_text(site->texts, VALDI_FILE),
            site->line);
}

static void write_difference(FILE *out, const struct valdi__order_text *order, const struct course *course,
                             size_t at, const char *name) {
    const struct valdi__checkpoint_text *recorded = at < course->recorded_count ? course->recorded[at] : NULL;
    const struct log_site *came = at < course->came_count ? course->came[at] : NULL;
    fprintf(out, "  drift: point %zu of %s ", at + 1, name);
    if (recorded) {
        fputs("was \"", out);
        valdi__checkpoint_text_write(out, recorded);
        fputs("\"", out);
    } else {
        fputs("was its end", out);
    }
    fputs(" when recorded, and now ", out);
    if (came)
        write_site(out, came);
    else
        fputs("it came to no more", out);
    if (came && !was_recorded(order, came))
        fputs(", which is new", out);
    else if (recorded && !comes_later(course, at, recorded))
        fputs(": the recorded one is missing", out);
    else if (recorded)
        fputs(": the recorded one has moved behind it", out);
    fputs("\n", out);
}

char *drift_find(const struct valdi__order_text *order, const valdi_runner *runner, const struct log *log) {
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    for (uint32_t i = 0; runner->starters[i]; i++) {
        struct course course = {0};
        size_t at = 0;
        follow_starter(&course, order, log, runner->starters[i]);
        while (at < course.recorded_count && at < course.came_count &&
               is_same(course.recorded[at], course.came[at]))
            at++;
        if (course.recorded_count && (at < course.recorded_count || at < course.came_count))
            write_difference(out, order, &course, at, runner->starters[i]->name);
        free(course.recorded);
        free(course.came);
    }
    fclose(out);
    if (size)
        return text;
    free(text);
    return NULL;
}
