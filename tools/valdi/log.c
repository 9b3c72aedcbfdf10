/* Recordings: the memory that programs write to, and what they wrote. Programs may write anything: what is read is
 * checked. */
#include "log.h"

#include "../../runtime/recording.h"
#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <search.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* ---- the memory ---- */

/* A number that programs are not surprised by. */
enum { HIGH_DESCRIPTOR = 700 };

static bool add_globs(struct valdi__recording *memory, char *const globs[], char sign) {
    char *end = memory->filter + sizeof memory->filter - 1, *at = memory->filter;
    while (*at)
        at += strlen(at) + 1;
    for (; globs && *globs; globs++) {
        if ((size_t)(end - at) < strlen(*globs) + 2)
            return false;
        at += sprintf(at, "%c%s", sign, *globs) + 1;
    }
    return true;
}

static bool refuse(const char *what) {
    fprintf(stderr, "valdi: cannot record: %s\n", what);
    return false;
}

/* The limit for files that programs write is no business of memory. */
static bool set_size(int file, size_t size) {
    struct rlimit before = {RLIM_INFINITY, RLIM_INFINITY}, most;
    getrlimit(RLIMIT_FSIZE, &before);
    most = (struct rlimit){before.rlim_max, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &most);
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    bool good = !ftruncate(file, size);
    int error = errno;
    signal(SIGXFSZ, handler);
    setrlimit(RLIMIT_FSIZE, &before);
    errno = error;
    return good;
}

/* -1, and errno says why, if it cannot be made. */
static int make_file(size_t size) {
    int low = memfd_create("valdi-recording", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    int file = low < 0 ? -1 : fcntl(low, F_DUPFD_CLOEXEC, HIGH_DESCRIPTOR);
    if (file < 0)
        file = low; /* there are no such numbers here */
    else
        close(low);
    if (file >= 0 && set_size(file, size) && !fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW))
        return file;
    int error = errno;
    if (file >= 0)
        close(file);
    errno = error;
    return -1;
}

bool log_begin(struct log *log, size_t limit, char *const only[], char *const except[]) {
    *log = (struct log){.file = -1};
    log->size = sizeof *log->memory + limit * VALDI__CELL;
    log->file = make_file(log->size);
    if (log->file < 0)
        return refuse(strerror(errno));
    log->memory = mmap(NULL, log->size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, log->file, 0);
    if (log->memory == MAP_FAILED) {
        log->memory = NULL;
        return refuse(strerror(errno));
    }
    log->memory->magic = VALDI__RECORDING_MAGIC;
    log->memory->room = limit;
    return (add_globs(log->memory, only, '+') && add_globs(log->memory, except, '-')) ||
           refuse("the globs are too long");
}

void log_want_texts(struct log *log) {
    log->memory->wants_texts = 1;
}

void log_offer(struct log *log, bool offer) {
    char number[16];
    snprintf(number, sizeof number, "%d", log->file);
    if (offer)
        setenv("VALDI_RECORD", number, 1);
    else
        unsetenv("VALDI_RECORD");
    fcntl(log->file, F_SETFD, offer ? 0 : FD_CLOEXEC);
}

static uint64_t room_of(const struct log *log) {
    return (log->size - sizeof *log->memory) / VALDI__CELL;
}

void log_step(struct log *log, uint32_t step) {
    uint64_t at = atomic_fetch_add(&log->memory->used, 1);
    struct timespec now;
    if (at >= room_of(log))
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    struct valdi__cell *cell = &log->memory->cells[at];
    cell->step.step = step;
    cell->step.time = (uint64_t)now.tv_sec * 1000000000 + now.tv_nsec;
    atomic_store(&cell->tag, VALDI__STEP_CELL | 1 << 8);
}

/* ---- reading ---- */

static int compare_sites(const void *left, const void *right) {
    const struct log_site *a = left, *b = right;
    int order = (a->process > b->process) - (a->process < b->process);
    return order ? order : (a->address > b->address) - (a->address < b->address);
}

/* What stands in a cell behind the fixed part, and in those that go on with it; to be freed. */
static void *collect(const struct valdi__cell *cell, const char *first, size_t room, size_t size) {
    char *all = xrealloc(NULL, size + 1, 1), *at = all;
    size_t length = size < room ? size : room;
    memcpy(at, first, length);
    for (size_t left = size - length; left; left -= length) {
        at += length;
        length = left < VALDI__CELL_ROOM ? left : VALDI__CELL_ROOM;
        memcpy(at, (++cell)->more, length);
    }
    all[size] = 0;
    return all;
}

static size_t count_texts(const char *texts, size_t size) {
    size_t count = 0;
    for (const char *zero; size && (zero = memchr(texts, 0, size)); texts = zero + 1, count++)
        size -= zero + 1 - texts;
    return count;
}

static void read_site(struct log *log, void **index, const struct valdi__cell *cell, uint32_t cells) {
    size_t room = sizeof cell->site.texts, size = room + (size_t)(cells - 1) * VALDI__CELL_ROOM;
    struct log_site *site = xrealloc(NULL, 1, sizeof *site);
    *site = (struct log_site){.process = cell->process,
                              .address = cell->site.address,
                              .kind = cell->site.kind,
                              .flags = cell->site.flags,
                              .line = cell->site.line,
                              .texts = collect(cell, cell->site.texts, room, size)};
    if (count_texts(site->texts, size) < VALDI_SITE_TEXT_COUNT || site->kind < VALDI_BEFORE ||
        site->kind > VALDI_MARKER) {
        free(site->texts);
        free(site);
        return;
    }
    log->sites = xgrow(log->sites, log->site_count, sizeof *log->sites);
    log->sites[log->site_count++] = site;
    tdelete(site, index, compare_sites); /* another library was there */
    tsearch(site, index, compare_sites);
}

static const struct log_site *find_site(void **index, uint32_t process, uint64_t address) {
    struct log_site key = {.process = process, .address = address};
    struct log_site **found = tfind(&key, index, compare_sites);
    return found ? *found : NULL;
}

static struct log_event *add_event(struct log *log, enum log_kind kind, const struct valdi__cell *cell) {
    log->events = xgrow(log->events, log->event_count, sizeof *log->events);
    struct log_event *event = &log->events[log->event_count++];
    event->kind = kind;
    event->process = cell->process;
    event->starter = VALDI__NOBODY;
    return event;
}

static void read_hit(struct log *log, void **index, const struct valdi__cell *cell, uint32_t cells) {
    const struct log_site *site = find_site(index, cell->process, cell->hit.site);
    uint32_t count = cell->hit.count, text_size = cell->hit.text_size;
    uint64_t size = (uint64_t)count * 8 + text_size;
    if (!site || cell->hit.thread > room_of(log) ||
        cells != 1 + valdi__cells_more(size, sizeof cell->hit.words))
        return;
    struct log_event *event = add_event(log, LOG_HIT, cell);
    event->site = site;
    event->thread = cell->hit.thread;
    event->starter = cell->hit.starter;
    event->time = cell->hit.time;
    event->word_count = count;
    event->words = collect(cell, (const char *)cell->hit.words, sizeof cell->hit.words, size);
    event->texts = (const char *)(event->words + count);
    event->text_size = text_size;
}

static void read_cell(struct log *log, void **index, const struct valdi__cell *cell, uint32_t kind,
                      uint32_t cells) {
    struct log_event *event;
    if (kind == VALDI__SITE_CELL) {
        read_site(log, index, cell, cells);
    } else if (kind == VALDI__HIT_CELL) {
        read_hit(log, index, cell, cells);
    } else if (kind == VALDI__THREAD_CELL && cell->thread.number <= room_of(log)) {
        event = add_event(log, LOG_THREAD, cell);
        event->thread = cell->thread.number;
        event->is_unborn = cell->thread.is_unborn;
        event->site = find_site(index, cell->process, cell->thread.site);
    } else if (kind == VALDI__STEP_CELL) {
        event = add_event(log, LOG_STEP, cell);
        event->step = cell->step.step;
        event->time = cell->step.time;
    }
}

/* ---- names ---- */

static const char *text_of(const struct log_site *site, enum valdi_text place) {
    return valdi_site_text(site->texts, place);
}

static int compare_names(const void *left, const void *right) {
    const struct log_site *a = *(struct log_site *const *)left, *b = *(struct log_site *const *)right;
    int order = (a->kind == VALDI_MARKER) - (b->kind == VALDI_MARKER);
    if (!order)
        order = strcmp(text_of(a, VALDI_NAME), text_of(b, VALDI_NAME));
    return order ? order : strcmp(a->texts, b->texts);
}

static bool is_namesake(const struct log_site *a, const struct log_site *b) {
    return (a->kind == VALDI_MARKER) == (b->kind == VALDI_MARKER) &&
           !strcmp(text_of(a, VALDI_NAME), text_of(b, VALDI_NAME));
}

/* Whether a function beside it has that name: another symbol, or one that only its own file knows. */
static bool is_other(const struct log_site *a, const struct log_site *b) {
    return strcmp(a->texts, b->texts) ||
           (b->flags & VALDI_LOCAL && strcmp(text_of(a, VALDI_FILE), text_of(b, VALDI_FILE)));
}

/* Functions of one name are told apart by their parameters or, if they have the same, and in C, by their files. */
static char *name_site(const struct log_site *site, struct log_site *const namesakes[], size_t count) {
    const char *name = text_of(site, VALDI_NAME), *signature = text_of(site, VALDI_SIGNATURE);
    const char *file = text_of(site, VALDI_FILE), *slash = strrchr(file, '/');
    bool by_signature = false, by_file = false;
    for (size_t i = 0; i < count && site->kind != VALDI_MARKER; i++)
        if (is_other(site, namesakes[i])) {
            by_signature = strcmp(signature, name);
            by_file = by_file || !strcmp(signature, text_of(namesakes[i], VALDI_SIGNATURE)) || !by_signature;
        }
    name = by_signature ? signature : name;
    return by_file ? xasprintf("%s:%s", slash ? slash + 1 : file, name) : xstrdup(name);
}

static void name_sites(struct log *log) {
    struct log_site **sites = log->sites;
    if (log->site_count)
        qsort(sites, log->site_count, sizeof *sites, compare_names);
    for (size_t i = 0, end; i < log->site_count; i = end) {
        for (end = i; end < log->site_count && is_namesake(sites[i], sites[end]); end++) {
        }
        for (size_t j = i; j < end; j++)
            sites[j]->name = name_site(sites[j], &sites[i], end - i);
    }
}

void log_read(struct log *log) {
    uint64_t used = atomic_load(&log->memory->used), room = room_of(log);
    void *index = NULL;
    log->is_cut = used > room;
    used = used < room ? used : room;
    for (uint64_t i = 0; i < used;) {
        const struct valdi__cell *cell = &log->memory->cells[i];
        uint32_t tag = atomic_load(&cell->tag), cells = tag >> 8;
        bool whole = cells && cells <= used - i && (tag & 0xff) != VALDI__MORE_CELL;
        if (whole)
            read_cell(log, &index, cell, tag & 0xff, cells);
        i += whole ? cells : 1;
    }
    while (index)
        tdelete(*(struct log_site **)index, &index, compare_sites);
    name_sites(log);
}

void log_free(struct log *log) {
    for (size_t i = 0; i < log->event_count; i++)
        free(log->events[i].words);
    for (size_t i = 0; i < log->site_count; i++) {
        free(log->sites[i]->texts);
        free(log->sites[i]->name);
        free(log->sites[i]);
    }
    free(log->events);
    free(log->sites);
    if (log->memory)
        munmap(log->memory, log->size);
    if (log->file >= 0)
        close(log->file);
}
