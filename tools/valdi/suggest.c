/* The nearest command or option, by the distance that the library uses for names of functions. */
#include "suggest.h"

#include "../../runtime/distance.h"

#include <string.h>

struct search {
    const char *name, *nearest;
    unsigned distance; /* of the nearest, or one more than may be wrong */
};

static struct search search_for(const char *name) {
    return (struct search){.name = name, .distance = strlen(name) / 2 + 1};
}

static void look_at(struct search *search, const char *candidate) {
    unsigned distance = valdi__distance(search->name, candidate);
    if (distance >= search->distance)
        return;
    search->distance = distance;
    search->nearest = candidate;
}

const char *suggest_command(const char *name) {
    struct search search = search_for(name);
    for (size_t i = 0; commands[i]; i++)
        look_at(&search, commands[i]->name);
    return search.nearest;
}

const char *suggest_option(const struct option_list *options, const char *name) {
    struct search search = search_for(name);
    for (size_t i = 0; i < options->count; i++)
        if (options->list[i].name && !options->list[i].is_hidden)
            look_at(&search, options->list[i].name);
    return search.nearest;
}
