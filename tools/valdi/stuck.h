/* Whether a process is in a deadlock. */
#ifndef VALDI_STUCK_H
#define VALDI_STUCK_H

#include <stdbool.h>
#include <stdint.h>

/* Whether the first thread of the process waits for what only threads that wait so themselves could release. */
bool stuck_find(uint32_t process);

#endif
