/* A program that runs by itself, and how it ended. */
#ifndef VALDI_WATCH_H
#define VALDI_WATCH_H

#include <stdbool.h>

struct ending {
    int status;       /* as waitpid has it */
    bool was_late;    /* it was killed when its time was up... */
    bool was_stopped; /* ... or by the user, who interrupted */
    bool was_stuck;   /* its first thread could not have gone on then: a deadlock */
};

/* Runs the program to its end, for so many seconds at most, 0: any. spares_stdout: what it writes to standard output goes
 * to standard error. False after saying why it cannot be run. */
bool watch_program(char *const program[], unsigned seconds, bool spares_stdout, struct ending *ending);

#endif
