/* A line on a terminal that says how far it is. */
#ifndef VALDI_PROGRESS_H
#define VALDI_PROGRESS_H

#include <stdbool.h>

void progress_begin(unsigned total, const char *what);
void progress_step(bool failed);
void progress_end(void);

#endif
