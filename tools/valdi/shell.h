/* Commands for sh. */
#ifndef VALDI_SHELL_H
#define VALDI_SHELL_H

/* Like system(), but ends with the run. */
int shell_run(const char *command);

#endif
