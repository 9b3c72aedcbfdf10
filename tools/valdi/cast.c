/* Finds the threads of a recording among its events, and names for them. */
#include "cast.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* Threads that start at one function share its name. */
static unsigned count_before(const struct cast *cast, const struct player *player) {
    unsigned count = 1;
    for (const struct player *other = cast->players + 1; other < cast->players + cast->count; other++)
        count += other->start && other != player && !strcmp(other->start->name, player->start->name) &&
                 other->ordinal;
    return count;
}

void cast_find(struct cast *cast, const struct log *log, bool all) {
    for (size_t i = 0; i < log->event_count; i++)
        if (log->events[i].thread >= cast->count)
            cast->count = log->events[i].thread + 1;
    cast->players = xrealloc(NULL, cast->count + 1, sizeof *cast->players);
    memset(cast->players, 0, (cast->count + 1) * sizeof *cast->players);
    for (size_t i = 0; i < log->event_count; i++) {
        const struct log_event *event = &log->events[i];
        struct player *player = &cast->players[event->thread];
        if (event->kind == LOG_STEP)
            continue;
        if (!cast->process)
            cast->process = event->process;
        player->starter = -1;
        player->thread = event->thread;
        if (event->process != cast->process)
            continue;
        player->hits += event->kind == LOG_HIT;
        if (event->kind == LOG_THREAD) {
            player->start = event->site;
            player->ordinal = 0;
            if (event->is_unborn)
                continue;
            if (event->site)
                player->ordinal = count_before(cast, player);
            else if (event->thread == 1)
                player->ordinal = 1; /* the process's first */
        }
    }
    for (size_t i = 1; i < cast->count; i++)
        cast->players[i].takes_part =
            cast->players[i].ordinal && (cast->players[i].hits || (all && cast->players[i].start));
}

static bool is_taken(const struct cast *cast, const char *name) {
    for (size_t i = 1; i < cast->count; i++)
        if (cast->players[i].name && !strcmp(cast->players[i].name, name))
            return true;
    return false;
}

void cast_name(const struct cast *cast, struct player *player) {
    unsigned alike = 0;
    for (size_t i = 1; i < cast->count; i++)
        alike += cast->players[i].start && player->start && cast->players[i].takes_part &&
                 !strcmp(cast->players[i].start->name, player->start->name);
    const char *start = player->start ? player->start->name : "main";
    size_t end = strcspn(start, "(<"), begin = end;
    while (begin && start[begin - 1] != ':')
        begin--;
    char *name = end > begin ? xasprintf("%.*s", (int)(end - begin), start + begin) : xstrdup("thread");
    char *numbered = alike > 1 ? xasprintf("%s-%u", name, player->ordinal) : xstrdup(name);
    for (unsigned i = 2; is_taken(cast, numbered); i++) {
        free(numbered);
        numbered = xasprintf("%s-%u.%u", name, player->ordinal, i);
    }
    free(name);
    player->name = numbered;
}

void cast_free(struct cast *cast) {
    for (size_t i = 0; i < cast->count; i++)
        free(cast->players[i].name);
    free(cast->players);
}
