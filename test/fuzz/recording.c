/* libFuzzer target: recordings, which programs may have written anything to. What is read of them is whole. fuzz.sh builds and runs
 * it. */
#include "../../runtime/recording.h"
#include "../../tools/valdi/log.h"
#include "../../tools/valdi/memory.h"
#include "../../tools/valdi/trace.h"
#include "../../tools/valdi/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(bool claim, const char *what) {
    if (claim)
        return;
    fprintf(stderr, "not so: %s\n", what);
    abort();
}

static void check_site(const struct log_site *site) {
    check(site->kind >= VALDI_BEFORE && site->kind <= VALDI_MARKER, "a site is of a kind");
    check(site->name && strlen(site->name) < 1 << 20, "a site has a name");
    check(strlen(valdi_site_text(site->texts, VALDI_RESULT_TEXT)) < 1 << 20, "a site's texts end");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct log log = {.file = -1};
    struct trace trace = {0};
    size_t room = size / VALDI__CELL + 1;
    check(log_begin(&log, room, NULL, NULL), "there is memory");
    memcpy(log.memory->cells, data, size / VALDI__CELL * VALDI__CELL);
    atomic_store(&log.memory->used, size % VALDI__CELL ? room + size % VALDI__CELL : size / VALDI__CELL);
    log_read(&log);
    for (size_t i = 0; i < log.site_count; i++)
        check_site(log.sites[i]);
    for (size_t i = 0; i < log.event_count; i++) {
        const struct log_event *event = &log.events[i];
        check(event->thread <= room, "threads are not more than cells");
        check(event->kind != LOG_HIT || event->site, "a hit is at a site");
        if (event->kind == LOG_HIT)
            values_add(trace_add_event(&trace, TRACE_BEFORE, 0, event->site->name), event);
    }
    trace_clear(&trace);
    log_free(&log);
    return 0;
}
