/* What came of runs, for people and for machines. */
#ifndef VALDI_RESULTS_H
#define VALDI_RESULTS_H

#include "execute.h"

struct results {
    const struct job *job;
    struct outcome *outcomes;
    size_t count;
};

/* Whether all were as expected. */
bool results_are_expected(const struct results *results);
/* What became of one run, with its report if it was not as expected, for standard error. */
void results_tell(const struct job *job, const struct outcome *outcome);
void results_write_json(FILE *out, const struct results *results);
void results_write_junit(FILE *out, const struct results *results);
void results_write_tap(FILE *out, const struct results *results);
/* "{"verdict": ...}", as an element of what results_write_json() writes; a new reference. */
struct json_t *results_make_json(const struct outcome *outcome);

#endif
