/* A line that says how far something has come: "run 37 of 100, 2 failed, 12 s left". For a person at a terminal: it
 * stands on standard error if that is one, from the first second on, is written again at most ten times a second,
 * and leaves nothing behind.
 *
 *     progress_begin(100, "run");
 *     for (int i = 0; i < 100; i++)
 *         progress_step(run());       and progress_tick() while it waits
 *     progress_end();
 *
 * One at a time, by one thread. */
#ifndef VALDI_PROGRESS_H
#define VALDI_PROGRESS_H

#include <stdbool.h>

/* what: of each step, a word. total: how many, or 0 if nobody knows. */
void progress_begin(unsigned total, const char *what);
/* One step is done. */
void progress_step(bool good);
/* Writes the line if it is time to. */
void progress_tick(void);
/* Takes the line away: before anything else is written to the terminal. The next tick or step brings it back. */
void progress_clear(void);
void progress_end(void);

#endif
