/* What the runtime's files share. */
#ifndef VALDI_RUNTIME_H
#define VALDI_RUNTIME_H

#include "control.h"

#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>
#include <time.h>
#include <valdi/site.def>
#include <valdi/site.h>
#include <valdi/valdi.h>

#include "hits.h"
#include "starters.h"
#include "processes.h"
#include "looks.h"
#include "orders.h"
#include "reports.h"

#endif
