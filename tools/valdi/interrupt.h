/* A run that ends because its time is up, or because the user has had enough. */
#ifndef VALDI_INTERRUPT_H
#define VALDI_INTERRUPT_H

#include "../../runtime/runtime.h"

/* From now on all processes that are made are killed after so many milliseconds, 0: never, or when the user interrupts. */
void interrupt_begin(unsigned milliseconds);
/* They are made: those of the runner. */
void interrupt_watch(const valdi_runner *runner);
/* A command that is killed too, with all that it has started, and with its group if it leads one; 0: none. */
void interrupt_watch_command(pid_t command, bool leads_group);
bool interrupt_time_is_up(void);
void interrupt_stop_clock(void);
/* No process is left. If the user has interrupted, this one ends, as it would have without a handler. */
void interrupt_end(void);

#endif
