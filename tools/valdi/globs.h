/* Globs for the names of points, as people write them in checkpoint files and behind --only and --except. */
#ifndef VALDI_GLOBS_H
#define VALDI_GLOBS_H

#include <stdbool.h>

/* Lists end with NULL; NULL is an empty one. The texts belong to whoever gave them. */
struct globs {
    char **only, **except;
};

/* Adds the text to one of the lists. */
void globs_add(char ***list, char *text);
/* Frees the lists. */
void globs_clear(struct globs *globs);

/* Whether the point of a site with these texts is meant: it matches one of only if there are any, and none of except, by
 * its C name, qualified name, signature or symbol, also with the file in front, "queue.c:push*"; a marker by its name. */
bool globs_choose(const struct globs *globs, const char *texts, bool is_marker);

#endif
