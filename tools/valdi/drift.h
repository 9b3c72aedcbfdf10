/* How a program that is held to a recording of it has changed since. */
#ifndef VALDI_DRIFT_H
#define VALDI_DRIFT_H

#include "../../runtime/order_text.h"
#include "../../runtime/runtime.h"
#include "log.h"

/* Lines for a report: for each starter that came to other points than those recorded, the first. NULL if none did; to be
 * freed. */
char *drift_find(const struct valdi__order_text *order, const valdi_runner *runner, const struct log *log);

#endif
