/* A recording as it was made, read: who came where, in which order. runtime/recording.h has the memory it is read from. */
#ifndef VALDI_LOG_H
#define VALDI_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <valdi/site.def>
#include <valdi/site.h>

/* A site that was recorded. Sites of one point have one name each. */
struct log_site {
    uint32_t process;
    uint64_t address;
    uint32_t kind, flags, line;
    char *texts; /* as in site.def */
    char *name;  /* that means this point alone, in an order file */
};

enum log_kind { LOG_HIT, LOG_STEP, LOG_THREAD };

struct log_event {
    enum log_kind kind;
    uint32_t process;
    const struct log_site
        *site;        /* of a thread: before its start function; NULL: the process's first, or not known */
    uint32_t thread;  /* its number, unique in all processes; 0: it has ended, its destructors run */
    uint32_t starter; /* index, or VALDI__NOBODY */
    uint32_t step;
    bool is_unborn; /* of a thread: it was not created after all */
    uint64_t time;  /* ns of the monotonic clock */
    uint64_t *words;
    uint32_t word_count;
    const char *texts; /* behind the words: as in recording.h */
    uint32_t text_size;
};

struct log {
    struct valdi__recording *memory;
    size_t size;
    int file;
    struct log_site **sites;
    size_t site_count;
    struct log_event *events; /* in order */
    size_t event_count;
    bool is_cut; /* there was no room for all */
};

enum { LOG_DEFAULT_LIMIT = 1000000 };

/* Memory for so many hits of points that match one of only, if there are any, and none of except; both end with NULL and
 * may be NULL. False after saying why on standard error. log_free releases it. */
bool log_begin(struct log *log, size_t limit, char *const only[], char *const except[]);
/* Texts that values point to are to be recorded, too. */
void log_want_texts(struct log *log);
/* Whether processes that are made from now on write to it. */
void log_offer(struct log *log, bool offer);
/* The runner has reached the step. */
void log_step(struct log *log, uint32_t step);
/* Reads what has been written since; once nobody writes any more. */
void log_read(struct log *log);
void log_free(struct log *log);

#endif
