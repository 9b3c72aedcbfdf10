/* The control block: laid out and filled by the runner, mapped and checked by the processes that it is handed
 * to. No waiting, no threads. */
#include "runtime.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the layout ---- */

/* Reserves bytes at the end, aligned to a cache line. Returns their offset. */
static uint64_t reserve(struct valdi__control *layout, uint64_t bytes) {
    uint64_t offset = layout->size;
    layout->size = (offset + bytes + 63) / 64 * 64;
    return offset;
}

static void lay_out(struct valdi__control *layout, uint64_t name_bytes) {
    uint64_t starters = layout->starter_count;
    layout->size = 0;
    reserve(layout, sizeof *layout);
    layout->points = reserve(layout, layout->point_count * sizeof(struct valdi__point));
    layout->steps = reserve(layout, layout->step_count * sizeof(struct valdi__step));
    layout->roles = reserve(layout, starters * sizeof(struct valdi__role));
    layout->names = reserve(layout, name_bytes + 1);
    layout->constant = layout->size;
    layout->state = reserve(layout, sizeof(struct valdi__state));
    layout->gates = reserve(layout, starters * sizeof(struct valdi__gate));
    layout->hits = reserve(layout, starters * layout->point_count * sizeof(uint32_t));
    layout->locks = reserve(layout, starters * sizeof(struct valdi__locks));
    layout->letters = reserve(layout, layout->is_shared ? starters * sizeof(struct valdi__letter) : 0);
}

/* ---- memory ---- */

/* Of this process alone. Pages nobody touches cost nothing: the table of hits may be large and sparse. A
 * child gets zeros for them: no point is its. */
static void *map_private(uint64_t size) {
    void *memory =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return NULL;
    madvise(memory, size, MADV_WIPEONFORK);
    return memory;
}

/* Out of the way of programs that count on the lowest numbers. */
static int move_up(int file) {
    struct rlimit limit;
    int above =
        getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur > 1000 ? 900 : (int)limit.rlim_cur * 9 / 10;
    int moved = fcntl(file, F_DUPFD_CLOEXEC, above);
    if (moved < 0)
        return file;
    close(file);
    return moved;
}

/* Anonymous memory that only those who inherit the descriptor reach. Its size is sealed: nobody can pull it
 * away under another. -1 without memory. */
static int create_file(uint64_t size) {
    enum { SEALS = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL };
    int file = memfd_create("valdi", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file < 0)
        return -1;
    if (fchmod(file, S_IRUSR | S_IWUSR) || ftruncate(file, (off_t)size) || fcntl(file, F_ADD_SEALS, SEALS)) {
        close(file);
        return -1;
    }
    return move_up(file);
}

static char *map_shared(int file, uint64_t size) {
    void *memory = file < 0 ? MAP_FAILED : mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

static struct valdi__control *map(const struct valdi__control *layout) {
    struct valdi__control *control = map_private(layout->size);
    if (!control)
        return NULL;
    *control = *layout;
    control->block = (char *)control;
    control->file = -1;
    if (!layout->is_shared)
        return control;
    control->file = create_file(layout->size);
    control->block = map_shared(control->file, layout->size);
    if (control->block)
        return control;
    valdi__control_free(control);
    return NULL;
}

void valdi__control_free(struct valdi__control *control) {
    if (!control)
        return;
    if (control->is_shared && control->block)
        munmap(control->block, control->size);
    if (control->file >= 0)
        close(control->file);
    munmap(control, control->size);
}

/* ---- the runner's side ---- */

/* In a partial order, a checkpoint without a number is the first hit. */
static bool fill_steps(struct valdi__control *control, valdi_checkpoint *const order[]) {
    struct valdi__step *steps = valdi__control_step(control, 0);
    for (uint32_t i = 0; i < control->step_count; i++) {
        bool is_first = control->is_partial && order[i]->kind && !order[i]->nth;
        struct valdi__role *role = valdi__control_role(control, order[i]->starter->index);
        steps[i] = (struct valdi__step){.starter = order[i]->starter->index,
                                        .point = order[i]->point,
                                        .nth = is_first ? 1 : order[i]->nth};
        role->first_step = role->own_steps ? role->first_step : i;
        role->own_steps++;
    }
    return valdi__order_mark_last(steps, control->step_count, control->starter_count);
}

static uint64_t write_name(struct valdi__control *control, uint64_t *names, const char *name) {
    uint64_t offset = *names;
    strcpy(valdi__control_at(control, offset), name);
    *names += strlen(name) + 1;
    return offset;
}

static void fill_roles(struct valdi__control *control, valdi_starter *const starters[], uint64_t names) {
    for (uint32_t i = 0; i < control->starter_count; i++) {
        const valdi_starter *process = valdi__process_of(starters[i]);
        struct valdi__role *role = valdi__control_role(control, i);
        role->kind = starters[i]->kind;
        role->process = process ? process->index : VALDI__TEST;
        role->ordinal = starters[i]->ordinal;
        role->name = write_name(control, &names, starters[i]->name);
        role->entry = write_name(control, &names, starters[i]->entry ? starters[i]->entry : "");
    }
}

static uint64_t count_name_bytes(valdi_starter *const starters[], uint32_t count) {
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < count; i++)
        bytes += strlen(starters[i]->name) + (starters[i]->entry ? strlen(starters[i]->entry) : 0) + 2;
    return bytes;
}

/* Those it is handed to know it by that. False if there is no secret to be had. */
static bool sign(struct valdi__control *control) {
    control->magic = VALDI__MAGIC;
    control->version = VALDI__VERSION;
    control->runner = getpid();
    control->runner_born = valdi__process_born(getpid());
    return getrandom(control->secret, sizeof control->secret, 0) == sizeof control->secret;
}

static bool fill(struct valdi__control *control, const struct valdi__points *points,
                 valdi_starter *const starters[], valdi_checkpoint *const order[]) {
    valdi__points_fill(points, control, control->names);
    fill_roles(control, starters, control->names + points->name_bytes);
    if (!fill_steps(control, order) || (control->is_shared && !sign(control)))
        return false;
    if (control->is_shared)
        memcpy(control->block, control, control->constant);
    return true;
}

struct valdi__control *valdi__control_new(valdi_starter *const starters[], uint32_t starter_count,
                                          valdi_checkpoint *const order[], uint32_t step_count,
                                          bool is_partial) {
    struct valdi__points points;
    bool is_shared = false, has_programs = false;
    for (uint32_t i = 0; i < starter_count; i++) {
        is_shared = is_shared || valdi__process_of(starters[i]);
        has_programs = has_programs || starters[i]->kind == VALDI__EXEC;
    }
    if (!valdi__points_number(&points, order, step_count, has_programs))
        return NULL;
    struct valdi__control layout = {.is_shared = is_shared,
                                    .private_futex = !is_shared,
                                    .is_partial = is_partial,
                                    .starter_count = starter_count,
                                    .point_count = points.point_count,
                                    .step_count = step_count};
    lay_out(&layout, points.name_bytes + count_name_bytes(starters, starter_count));
    struct valdi__control *control = map(&layout);
    bool filled = control && fill(control, &points, starters, order);
    valdi__points_free(&points);
    if (filled)
        return control;
    valdi__control_free(control);
    return NULL;
}

/* ---- who has it ---- */

struct search {
    struct stat file;
    int descriptor;
    bool (*visit)(uint32_t process, void *context);
    void *context;
};

/* All inherit it as the same descriptor. */
static bool visit_guest(uint32_t process, void *context) {
    const struct search *search = context;
    char path[64];
    struct stat file;
    snprintf(path, sizeof path, "/proc/%u/fd/%d", process, search->descriptor);
    if (stat(path, &file) || file.st_ino != search->file.st_ino || file.st_dev != search->file.st_dev)
        return true;
    return search->visit(process, search->context);
}

bool valdi__guests_visit(const struct valdi__control *control, bool (*visit)(uint32_t process, void *context),
                         void *context) {
    struct search search = {.descriptor = control->file, .visit = visit, .context = context};
    return !fstat(control->file, &search.file) && valdi__numbers_visit("/proc", visit_guest, &search);
}

/* ---- another process's side ---- */

/* Whether the block has room for so many of that size there. */
static bool has_room(uint64_t offset, uint64_t count, uint64_t size, uint64_t end) {
    uint64_t bytes, last;
    return offset % 64 == 0 && !__builtin_mul_overflow(count, size, &bytes) &&
           !__builtin_add_overflow(offset, bytes, &last) && last <= end;
}

static bool is_laid_out(const struct valdi__control *c, uint64_t size) {
    uint64_t starters = c->starter_count, hits;
    return c->size == size && c->constant <= size && c->constant > sizeof *c && starters && c->is_shared &&
           !c->private_futex &&
           has_room(c->points, c->point_count, sizeof(struct valdi__point), c->constant) &&
           has_room(c->steps, c->step_count, sizeof(struct valdi__step), c->constant) &&
           has_room(c->roles, starters, sizeof(struct valdi__role), c->constant) && c->names < c->constant &&
           has_room(c->state, 1, sizeof(struct valdi__state), size) &&
           has_room(c->gates, starters, sizeof(struct valdi__gate), size) &&
           !__builtin_mul_overflow(starters, c->point_count, &hits) &&
           has_room(c->hits, hits, sizeof(uint32_t), size) &&
           has_room(c->locks, starters, sizeof(struct valdi__locks), size) &&
           has_room(c->letters, starters, sizeof(struct valdi__letter), size);
}

static bool is_name(const struct valdi__control *control, uint64_t offset) {
    return offset >= control->names && offset < control->constant;
}

static bool is_tracked(const struct valdi__control *control, uint32_t point) {
    return point == VALDI__NO_POINT ||
           (point <= control->point_count && valdi__control_point(control, point)->kind == VALDI__TRACKED);
}

static bool is_point(const struct valdi__control *control, uint32_t point) {
    return point <= control->point_count || point >= VALDI__BLOCKED_POINT;
}

/* Whether all that refers to something refers to what is there. */
static bool is_consistent(const struct valdi__control *control) {
    bool good = !*((const char *)control + control->constant - 1); /* names end */
    for (uint32_t i = 0; i < control->point_count; i++) {
        const struct valdi__point *point = valdi__control_point(control, i + 1);
        good = good && is_name(control, point->name) && point->base && point->base <= control->point_count &&
               is_tracked(control, point->inside) && is_tracked(control, point->tracked);
    }
    for (uint32_t i = 0; i < control->step_count; i++) {
        const struct valdi__step *step = valdi__control_step(control, i);
        good = good && step->starter < control->starter_count && is_point(control, step->point);
    }
    for (uint32_t i = 0; i < control->starter_count; i++) {
        const struct valdi__role *role = valdi__control_role(control, i);
        good = good && is_name(control, role->name) && is_name(control, role->entry) &&
               (role->process == VALDI__TEST || role->process < control->starter_count) &&
               role->first_step <= control->step_count &&
               role->own_steps <= control->step_count - role->first_step;
    }
    return good;
}

bool valdi__control_is_orphan(const struct valdi__control *control) {
    uint64_t born = valdi__process_born(control->runner);
    if (born)
        return born != control->runner_born;
    if (kill((pid_t)control->runner, 0))
        return errno == ESRCH;
    return valdi__process_born(
        getpid()); /* it waits for its parent; or /proc is not there, in a chroot say */
}

/* Why what begins there is no control block of a runner that lives; NULL if it is one. */
static const char *find_fault(const struct valdi__control *control, uint64_t size,
                              const unsigned char *secret) {
    if (size < sizeof *control || control->magic != VALDI__MAGIC)
        return "it is no control block";
    if (control->version != VALDI__VERSION)
        return "it is of another version of Valdi";
    if (memcmp(control->secret, secret, sizeof control->secret))
        return "it is of another runner";
    if (!is_laid_out(control, size))
        return "it is damaged";
    return valdi__control_is_orphan(control) ? "its runner is gone" : NULL;
}

struct valdi__control *valdi__control_join(char *block, uint64_t size, const unsigned char *secret,
                                           const char **why) {
    struct valdi__control header;
    memcpy(&header, block, size < sizeof header ? size : sizeof header);
    if ((*why = find_fault(&header, size, secret)))
        return NULL;
    struct valdi__control *control = map_private(header.constant);
    if (!control) {
        *why = "there is no memory for it";
        return NULL;
    }
    memcpy(control, block, header.constant);
    *control = header; /* what was checked */
    control->block = block;
    control->is_guest = 1;
    control->file = -1;
    if (is_consistent(control))
        return control;
    valdi__control_leave(control);
    *why = "it is damaged";
    return NULL;
}

void valdi__control_leave(struct valdi__control *control) {
    if (control)
        munmap(control, control->constant);
}

struct valdi__control *valdi__control_open(int file, const unsigned char *secret, const char **why) {
    enum { SEALS = F_SEAL_SHRINK | F_SEAL_GROW };
    struct stat status;
    if (fstat(file, &status)) {
        *why = strerror(errno);
        return NULL;
    }
    int seals = fcntl(file, F_GET_SEALS);
    if (seals < 0 || (seals & SEALS) != SEALS || (uint64_t)status.st_size < sizeof(struct valdi__control)) {
        *why = "it is no control block";
        return NULL;
    }
    char *block = map_shared(file, status.st_size);
    struct valdi__control *control = NULL;
    if (!block)
        *why = strerror(errno);
    else if (!(control = valdi__control_join(block, status.st_size, secret, why)))
        munmap(block, status.st_size);
    return control;
}
