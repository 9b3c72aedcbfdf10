/* What a runner is refused for: checks of its starters and its order, which change nothing. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>

static int compare_names(const void *left, const void *right) {
    return strcmp((*(valdi_starter *const *)left)->name, (*(valdi_starter *const *)right)->name);
}

/* Whether two starters have one name, or are one. */
static bool check_distinct(valdi_starter *const starters[], uint32_t count) {
    valdi_starter **sorted = malloc(count * sizeof *sorted);
    bool good = sorted != NULL;
    if (!good) {
        valdi__error_set("no memory for a runner");
        return false;
    }
    memcpy(sorted, starters, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_names);
    for (uint32_t i = 1; good && i < count; i++) {
        good = compare_names(&sorted[i - 1], &sorted[i]);
        if (!good)
            valdi__error_set(sorted[i - 1] == sorted[i] ? "starter \"%s\" is given twice"
                                                        : "two starters are named \"%s\"",
                             sorted[i]->name);
    }
    free(sorted);
    return good;
}

static bool is_same(const valdi_starter *a, const valdi_starter *b) {
    return a->entry && b->entry && a->kind == b->kind && a->home == b->home && a->ordinal == b->ordinal &&
           !strcmp(a->entry, b->entry);
}

/* Whether two starters adopt one thread or process. */
static bool check_entries(valdi_starter *const starters[], uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; starters[i]->entry && j < i; j++)
            if (is_same(starters[j], starters[i])) {
                valdi__error_set(
                    "starters \"%s\" and \"%s\" are both the %s number %u that %s \"%s\"", starters[j]->name,
                    starters[i]->name, starters[i]->kind == VALDI__ADOPTED_THREAD ? "thread" : "process",
                    starters[i]->ordinal, starters[i]->kind == VALDI__ADOPTED_THREAD ? "starts at" : "runs",
                    starters[i]->entry);
                return false;
            }
    return true;
}

/* Whether the processes that threads are of are among the starters. */
static bool check_homes(valdi_starter *const starters[], uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t j = 0;
        while (starters[i]->home && j < count && starters[j] != starters[i]->home)
            j++;
        if (j == count) {
            valdi__error_set("starter \"%s\" is a thread of \"%s\", which is not among the runner's",
                             starters[i]->name, starters[i]->home->name);
            return false;
        }
    }
    return true;
}

/* Whether somebody makes the processes that are to be adopted. */
static bool check_parents(valdi_starter *const starters[], uint32_t count) {
    const valdi_starter *adopted = NULL;
    bool any = false;
    for (uint32_t i = 0; i < count; i++) {
        any = any || starters[i]->kind == VALDI__FORK || starters[i]->kind == VALDI__EXEC ||
              starters[i]->kind == VALDI__THREAD;
        adopted = starters[i]->kind == VALDI__ADOPTED_PROCESS ? starters[i] : adopted;
    }
    if (adopted && !any)
        valdi__error_set("starter \"%s\" is a process that no other starter could bring about",
                         adopted->name);
    return !adopted || any;
}

bool valdi__check_starters(valdi_starter *const starters[], uint32_t count) {
    if (!count)
        valdi__error_set("a runner needs starters");
    for (uint32_t i = 0; i < count; i++)
        if (starters[i]->runner) {
            valdi__error_set("starter \"%s\" is in another runner", starters[i]->name);
            return false;
        }
    return count && check_distinct(starters, count) && check_entries(starters, count) &&
           check_homes(starters, count) && check_parents(starters, count);
}

static bool is_reached_once(const valdi_checkpoint *checkpoint) {
    return checkpoint->nth || (!checkpoint->kind && checkpoint->point != VALDI__BLOCKED_POINT);
}

/* What a starter does once can stand in an order once. */
static bool check_once(valdi_checkpoint *const order[], uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        order[i]->placed = false;
    for (uint32_t i = 0; i < count; i++) {
        if (order[i]->placed && is_reached_once(order[i])) {
            char *text = NULL;
            size_t size;
            FILE *out = open_memstream(&text, &size);
            if (out) {
                valdi__checkpoint_describe(out, order[i]);
                fclose(out);
            }
            valdi__error_set(
                "checkpoint %u of the order, %s's \"%s\", stands there before: it is reached once", i + 1,
                order[i]->starter->name, text ? text : "");
            free(text);
            return false;
        }
        order[i]->placed = true;
    }
    return true;
}

static bool check_owners(valdi_checkpoint *const order[], uint32_t count, const valdi_runner *runner) {
    for (uint32_t i = 0; i < count; i++)
        if (order[i]->starter->runner != runner) {
            valdi__error_set(
                "checkpoint %u of the order belongs to starter \"%s\", which is not among the runner's",
                i + 1, order[i]->starter->name);
            return false;
        }
    return true;
}

/* Of this program. */
static bool has_points(valdi_checkpoint *const order[], uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        const valdi_starter *process = valdi__process_of(order[i]->starter);
        if (order[i]->kind && (!process || process->kind == VALDI__FORK))
            return true;
    }
    return false;
}

bool valdi__check_order(valdi_checkpoint *const order[], uint32_t count, const valdi_runner *runner) {
    char why[400];
    if (!count)
        valdi__error_set("the order is empty: it holds nobody to anything");
    if (!count || !check_owners(order, count, runner) || !check_once(order, count))
        return false;
    if (has_points(order, count) && !valdi__entries_matched(why, sizeof why)) {
        valdi__error_set("%s", why);
        return false;
    }
    return true;
}
