/* The parts of valdi points. */
#ifndef VALDI_POINTS_H
#define VALDI_POINTS_H

#include "sites.h"

#include <jansson.h>
#include <stdbool.h>

/* ---- points_json.c ---- */

/* All that is known of a point; of an entry that matched nothing. */
json_t *point_json(const struct point *point);
json_t *entry_json(const struct entry *entry);
/* Writes {"key": list} to standard output, and frees the list. */
void json_print(const char *key, json_t *list);

/* ---- points_diff.c ---- */

/* Prints which points are new, missing, or moved to another line or file, and returns the exit status. */
int points_diff(const struct sites *old, const struct sites *new, bool as_json);

#endif
