/* Ends of processes, in words. */
#ifndef VALDI_STATUS_H
#define VALDI_STATUS_H

/* What waitpid() tells: "exited with status 1", "was killed by signal 6 (Aborted)"; to be freed. */
char *describe_status(int status);

#endif
