/* What hits brought, as a person writes it. */
#ifndef VALDI_VALUES_H
#define VALDI_VALUES_H

#include "log.h"
#include "trace.h"

/* Adds a hit's arguments, result or values to an event. */
void values_add(struct trace_event *event, const struct log_event *hit);

#endif
