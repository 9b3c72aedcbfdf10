/* What hits brought, as a person writes it. */
#ifndef VALDI_VALUES_H
#define VALDI_VALUES_H

#include "log.h"
#include "trace.h"

/* Adds a hit's arguments, result or values to an event. */
void values_add(struct trace_event *event, const struct log_event *hit);

enum trace_kind hit_kind(uint32_t site_kind);
/* Adds an event that is the starter's hit, with its place, values and time since then; threads may read the clock in
 * another order than they write. nth: as of trace_event. */
struct trace_event *hit_add(struct trace *trace, const struct log_event *hit, int starter, unsigned nth,
                            uint64_t began);

#endif
