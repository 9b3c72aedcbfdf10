/* Writes down what hooks are hit, in a process that a recording was started for: recording.h. Takes no lock but when
 * sites come and go; a hit may come in a signal handler. */
#include "runtime.h"

#include "excerpt.h"
#include "recording.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <valdi/glob.h>

static struct valdi__recording *recording; /* NULL: nobody records */
static uint64_t room;                      /* for cells, as mapped */
static uint32_t process;

static _Thread_local uint32_t own_number __attribute__((tls_model("initial-exec")));
static _Thread_local bool has_ended __attribute__((tls_model("initial-exec"))); /* but for its destructors */

/* ---- cells ---- */

/* So many cells in a row, or NULL if they are used up. */
static struct valdi__cell *take(uint32_t count) {
    uint64_t first = atomic_fetch_add_explicit(&recording->used, count, memory_order_relaxed);
    return first < room && count <= room - first ? &recording->cells[first] : NULL;
}

/* Copies as much as the first cell has room for, and the rest to those behind it. */
static void fill(struct valdi__cell *cell, char *first, size_t first_room, const void *from, size_t size) {
    size_t length = size < first_room ? size : first_room;
    memcpy(first, from, length);
    for (size_t done = length; done < size; done += length) {
        length = size - done < VALDI__CELL_ROOM ? size - done : VALDI__CELL_ROOM;
        cell++;
        memcpy(cell->more, (const char *)from + done, length);
        atomic_store_explicit(&cell->tag, VALDI__MORE_CELL | 1 << 8, memory_order_relaxed);
    }
}

static void finish(struct valdi__cell *cell, enum valdi__cell_kind kind, uint32_t count) {
    cell->process = process;
    atomic_store_explicit(&cell->tag, kind | count << 8, memory_order_release);
}

static uint32_t number_of_thread(void) {
    if (!own_number)
        own_number = atomic_fetch_add_explicit(&recording->threads, 1, memory_order_relaxed) + 1;
    return own_number;
}

/* ---- sites ---- */

static size_t texts_size(const char *texts) {
    const char *last = valdi_text_at(texts, VALDI_SITE_TEXT_COUNT - 1);
    return last + strlen(last) + 1 - texts;
}

static void write_site(const struct valdi_site *site) {
    const char *texts = VALDI_TEXTS(site);
    size_t size = texts_size(texts);
    uint32_t count = 1 + valdi__cells_more(size, sizeof((struct valdi__cell *)0)->site.texts);
    struct valdi__cell *cell = take(count);
    if (!cell)
        return;
    cell->site.address = (uintptr_t)site;
    cell->site.kind = site->kind;
    cell->site.flags = site->flags;
    cell->site.line = site->line;
    cell->site.column = site->column;
    fill(cell, cell->site.texts, sizeof cell->site.texts, texts, size);
    finish(cell, VALDI__SITE_CELL, count);
}

static bool is_wanted(const struct valdi_site *site) {
    const char *end = recording->filter + sizeof recording->filter - 1;
    bool any_only = false, wanted = false, unwanted = false;
    for (const char *glob = recording->filter; glob < end && *glob; glob += strlen(glob) + 1) {
        bool matched = valdi_glob_site(glob + 1, VALDI_TEXTS(site), site->kind == VALDI_MARKER);
        any_only = any_only || *glob == '+';
        wanted = wanted || (*glob == '+' && matched);
        unwanted = unwanted || (*glob == '-' && matched);
    }
    return site->kind != VALDI_LANDING && (wanted || !any_only) && !unwanted &&
           !valdi__site_is_silenced(site);
}

static void look_at_site(struct valdi_site *site, bool anew) {
    bool was = site->recorded && !anew;
    if (!is_wanted(site)) {
        site->recorded = was ? VALDI_SITE_NAMED : 0;
        return;
    }
    site->recorded = VALDI_SITE_RECORDED;
    if (!was)
        write_site(site);
    __atomic_store_n(VALDI_ARMED(site), 1, __ATOMIC_RELEASE);
}

static void look_at_sites(bool anew) {
    unsigned change;
    for (const struct valdi_module *m = valdi__registry_modules(&change); m; m = m->next)
        for (struct valdi_site *site = m->sites; site != m->sites_end; site++)
            look_at_site(site, anew);
}

/* ---- beginning ---- */

static struct valdi__recording *map(int file) {
    struct stat status;
    struct valdi__recording *found = MAP_FAILED;
    if (!fstat(file, &status) && status.st_size > (off_t)sizeof *found)
        found = mmap(NULL, status.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (found == MAP_FAILED)
        return NULL;
    room = (status.st_size - sizeof *found) / sizeof *found->cells;
    if (found->magic == VALDI__RECORDING_MAGIC)
        return found;
    munmap(found, status.st_size);
    return NULL;
}

/* The calling thread is the process's first. */
static void begin(void) {
    char *end;
    const char *text = getenv("VALDI_RECORD");
    long file = text ? strtol(text, &end, 10) : -1;
    if (!text)
        return;
    recording = *text && !*end ? map((int)file) : NULL;
    if (!recording) {
        valdi__report_print("valdi: VALDI_RECORD is of no use: nothing is recorded\n");
        return;
    }
    process = getpid();
    valdi__recorder_born(number_of_thread(), NULL);
}

void valdi__recorder_look(void) {
    static bool done;
    if (!done)
        begin();
    done = true;
    if (recording)
        look_at_sites(false);
}

void valdi__recorder_fork(void) {
    if (!recording)
        return;
    process = getpid();
    own_number = 0;
    has_ended = false;
    look_at_sites(true);
    valdi__recorder_born(number_of_thread(), NULL);
}

/* ---- what happens ---- */

uint32_t valdi__recorder_next_thread(void) {
    return recording ? atomic_fetch_add_explicit(&recording->threads, 1, memory_order_relaxed) + 1 : 0;
}

void valdi__recorder_be_thread(uint32_t number) {
    own_number = number;
}

void valdi__recorder_end_thread(void) {
    has_ended = true;
}

static void write_thread(uint32_t number, const struct valdi_site *start, bool is_unborn) {
    struct valdi__cell *cell = recording ? take(1) : NULL;
    if (!cell)
        return;
    cell->thread.site = (uintptr_t)start;
    cell->thread.number = number;
    cell->thread.is_unborn = is_unborn;
    finish(cell, VALDI__THREAD_CELL, 1);
}

void valdi__recorder_born(uint32_t number, const struct valdi_site *start) {
    if (recording && start && !start->recorded) {
        write_site(start); /* for its name */
        ((struct valdi_site *)start)->recorded = VALDI_SITE_NAMED;
    }
    write_thread(number, start, false);
}

void valdi__recorder_unborn(uint32_t number) {
    write_thread(number, NULL, true);
}

bool valdi__recorder_is_on(void) {
    return recording;
}

static void write_hit(const struct valdi_site *site, const uint64_t words[], unsigned word_count,
                      size_t text_size) {
    size_t size = word_count * sizeof *words + text_size;
    uint32_t count = 1 + valdi__cells_more(size, sizeof((struct valdi__cell *)0)->hit.words);
    struct valdi__cell *cell = take(count);
    if (!cell)
        return;
    cell->hit.site = (uintptr_t)site;
    cell->hit.time = valdi__clock_now();
    cell->hit.thread = has_ended ? 0 : number_of_thread();
    cell->hit.starter = valdi__self.control ? valdi__self.index : VALDI__NOBODY;
    cell->hit.count = word_count;
    cell->hit.text_size = text_size;
    fill(cell, (char *)cell->hit.words, sizeof cell->hit.words, words, size);
    finish(cell, VALDI__HIT_CELL, count);
}

void valdi__recorder_hit(const struct valdi_site *site, const uint64_t words[], unsigned word_count) {
    struct {
        uint64_t words[VALDI_VALUES];
        char texts[VALDI_VALUES * (VALDI__TEXT + 2)];
    } all;
    if (!word_count || !recording->wants_texts) {
        write_hit(site, words, word_count, 0);
        return;
    }
    enum valdi_text place = site->kind == VALDI_AFTER ? VALDI_RESULT_TEXT : VALDI_ARGUMENTS;
    const char *values = valdi_site_text(VALDI_TEXTS(site), place);
    char *texts = (char *)&all.words[word_count];
    memcpy(all.words, words, word_count * sizeof *words);
    write_hit(site, all.words, word_count, valdi__excerpt_all(values, words, word_count, texts));
}
