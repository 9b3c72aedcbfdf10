/* A process that is held by the runner of another: whose process it is, and that it stands still before it
 * does anything. */
#include "runtime.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The parts of a runner that threads are adopted with, and whose process this is. Never freed. */
static valdi_runner image;
static uint32_t own_index;

enum { EXIT_NOT_FOUND = 127 /* as shells have it */ };

/* ---- who this is ---- */

static char own_program[4096]; /* its path */

/* While /proc is there: it may not be later, in a chroot say. */
static void note_program(void) {
    char path[sizeof own_program];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return;
    path[length] = 0;
    strcpy(own_program, path);
}

/* Whether the process runs the program: a path, or its last part. */
static bool runs(const char *program) {
    const char *slash = strrchr(own_program, '/');
    return !strcmp(own_program, program) || (slash && !strcmp(slash + 1, program));
}

/* The program of an adopted process; "" of other starters. */
static const char *program_of(const struct valdi__control *control, uint32_t starter) {
    const struct valdi__role *role = valdi__control_role(control, starter);
    return role->kind == VALDI__ADOPTED_PROCESS ? valdi__control_at(control, role->entry) : "";
}

/* Whether it is the first starter of those with that program: it counts for all of them. */
static bool is_counter(const struct valdi__control *control, uint32_t starter) {
    const char *program = program_of(control, starter);
    for (uint32_t i = 0; i < starter; i++)
        if (!strcmp(program_of(control, i), program))
            return false;
    return *program;
}

/* The starter that is the process of that number, as its own; VALDI__TEST if there is none. */
static uint32_t claim_number(const struct valdi__control *control, const char *program, uint32_t number) {
    for (uint32_t i = 0; i < control->starter_count; i++) {
        uint32_t open = VALDI__OPEN;
        if (!strcmp(program_of(control, i), program) && valdi__control_role(control, i)->ordinal == number &&
            atomic_compare_exchange_strong(&valdi__control_gate(control, i)->claim, &open, VALDI__CLAIMED))
            return i;
    }
    return VALDI__TEST;
}

/* For a process that comes: it is one starter at most, but counts wherever its program is named. */
static uint32_t claim_process(const struct valdi__control *control) {
    uint32_t found = VALDI__TEST;
    note_program();
    for (uint32_t i = 0; i < control->starter_count; i++) {
        const char *program = program_of(control, i);
        if (!is_counter(control, i) || !runs(program))
            continue;
        uint32_t number = atomic_fetch_add(&valdi__control_gate(control, i)->seen, 1) + 1;
        if (found == VALDI__TEST)
            found = claim_number(control, program, number);
    }
    return found;
}

/* The starter whose process this is, as its parent knows it; VALDI__TEST if it is none's. */
static uint32_t find_process(const struct valdi__control *control) {
    for (uint32_t i = 0; i < control->starter_count; i++)
        if (valdi__control_role(control, i)->kind != VALDI__THREAD &&
            valdi__control_role(control, i)->process == i &&
            atomic_load(&valdi__control_gate(control, i)->process) == (uint32_t)getpid())
            return i;
    return VALDI__TEST;
}

/* ---- what it lacks ---- */

static bool is_own(const struct valdi__control *control, uint32_t starter, uint32_t own) {
    return valdi__control_role(control, starter)->process == own;
}

static bool has_point(const struct valdi__control *control, uint32_t number, char *why, size_t size) {
    const struct valdi__point *point = valdi__control_point(control, number);
    const char *name = valdi__control_at(control, point->name);
    if (point->kind == VALDI__TRACKED)
        return valdi__site_known(VALDI_BEFORE, name, why, size) &&
               valdi__site_known(VALDI_AFTER, name, why, size);
    return valdi__site_known(point->kind, name, why, size) &&
           (point->inside == VALDI__NO_POINT || has_point(control, point->inside, why, size));
}

static bool can_adopt(const struct valdi__control *control, uint32_t starter, char *why) {
    const char *name = valdi__control_at(control, valdi__control_role(control, starter)->name);
    char reason[VALDI__REFUSAL];
    bool can = valdi__adopt_is_possible(reason, sizeof reason);
    if (!can)
        snprintf(why, VALDI__REFUSAL, "its thread \"%.100s\" cannot be adopted: %.250s", name, reason);
    return can;
}

/* Whether the program has all points of the order that its own starters are held at, and the functions its
 * threads are to start at. If not, the letter says why. */
static bool is_complete(const struct valdi__control *control, uint32_t own) {
    struct valdi__letter *letter = valdi__control_letter(control, own);
    char *why = letter->refusal;
    bool good = true;
    letter->lacks_step = letter->lacks_starter = 0;
    for (uint32_t i = 0; good && i < control->step_count; i++) {
        const struct valdi__step *step = valdi__control_step(control, i);
        if (is_own(control, step->starter, own) && step->point < VALDI__BLOCKED_POINT &&
            step->point != VALDI__NO_POINT)
            good = valdi__entries_matched(why, VALDI__REFUSAL) &&
                   has_point(control, step->point, why, VALDI__REFUSAL);
        letter->lacks_step = good ? 0 : i + 1;
    }
    for (uint32_t i = 0; good && i < control->starter_count; i++) {
        const struct valdi__role *role = valdi__control_role(control, i);
        if (is_own(control, i, own) && role->kind == VALDI__ADOPTED_THREAD)
            good = valdi__site_may_start(valdi__control_at(control, role->entry), why, VALDI__REFUSAL) &&
                   can_adopt(control, i, why);
        letter->lacks_starter = good || letter->lacks_step ? 0 : i + 1;
    }
    return good;
}

/* ---- being one ---- */

/* Starters of this process that threads may become. A child has its parent's. */
static bool make_image(struct valdi__control *control, uint32_t own) {
    uint32_t count = control->starter_count;
    if (image.starters)
        free(image.starters[0]);
    free(image.starters);
    valdi_starter *starters = calloc(count, sizeof *starters);
    image = (valdi_runner){.control = control, .starters = calloc(count + 1, sizeof *image.starters)};
    for (uint32_t i = 0; starters && image.starters && i < count; i++) {
        const struct valdi__role *role = valdi__control_role(control, i);
        image.starters[i] = &starters[i];
        starters[i] = (valdi_starter){.name = valdi__control_at(control, role->name),
                                      .kind = is_own(control, i, own) ? role->kind : VALDI__THREAD,
                                      .entry = valdi__control_at(control, role->entry),
                                      .ordinal = role->ordinal,
                                      .index = i,
                                      .control = control};
    }
    return starters && image.starters;
}

/* ---- its own end ---- */

/* The process ends by itself, with that status. */
static void leave(int status) {
    struct valdi__self self = valdi__self;
    struct valdi__gate *gate = image.control ? valdi__control_gate(image.control, own_index) : NULL;
    if (!gate || !image.control->starter_count || atomic_load(&gate->process) != (uint32_t)getpid())
        return; /* a child's end is not its parent's */
    atomic_store(&gate->status, status);
    if (self.gate == gate) {
        valdi__self = (struct valdi__self){0};
        valdi__gate_leave(image.control, gate);
    } else {
        atomic_store(&gate->leaving, 1); /* it stands, or goes on, until the process is gone */
        valdi__control_announce(image.control);
    }
}

/* Whether a thread of the process, other than this, has steps to come. */
static bool is_needed(const struct valdi__control *control) {
    for (uint32_t i = 0; i < control->starter_count; i++) {
        const struct valdi__gate *gate = valdi__control_gate(control, i);
        uint32_t turn = valdi__gate_turn(gate), thread = atomic_load(&gate->thread);
        bool is_there = thread || atomic_load(&gate->claim) == VALDI__CLAIMED; /* it may not have run yet */
        if (is_own(control, i, own_index) && is_there && turn != VALDI__FREE && turn != VALDI__DISMISSED &&
            turn != VALDI__FINISHED && thread != (uint32_t)gettid())
            return true;
    }
    return false;
}

static uint32_t progress_of(const struct valdi__control *control) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < control->starter_count; i++)
        sum += atomic_load(&valdi__control_gate(control, i)->progress);
    return sum;
}

/* Whether the process is held to a recording: what it was that happened then, as in control.h, or 0. */
static uint32_t recorded(void) {
    struct valdi__control *control = image.control;
    if (!control || !control->starter_count ||
        atomic_load(&valdi__control_gate(control, own_index)->process) != (uint32_t)getpid())
        return 0;
    return atomic_load(&valdi__control_state(control)->overlaps);
}

bool valdi__guest_is_to_fail(void) {
    return recorded() == 2;
}

/* Waits for the steps of the process's other threads, unless they do not come. */
void valdi__guest_await_steps(void) {
    enum { MOST = 1000 /* ms without progress */ };
    const struct timespec moment = {.tv_nsec = 1000000};
    const struct valdi__control *control = image.control;
    uint32_t before = progress_of(control), waited = 0;
    for (; waited < MOST && is_needed(control); waited++) {
        nanosleep(&moment, NULL);
        uint32_t progress = progress_of(control);
        waited = progress == before ? waited : 0;
        before = progress;
    }
}

/* What was recorded happened before the process ended, though nothing but time made it wait: a thread that nobody
 * joins, say. */
static void linger(void) {
    const struct valdi__gate *gate = valdi__self.gate;
    if (recorded() && (!gate || valdi__gate_turn(gate) == VALDI__FREE))
        valdi__guest_await_steps();
}

static void end_with(int status, void *unused) {
    (void)unused;
    linger();
    leave(status);
}

static void end_quickly(void) {
    leave(0);
}

/* A child has its parent's handlers. */
static void watch_end(void) {
    static bool done;
    if (!done) {
        on_exit(end_with, NULL);
        at_quick_exit(end_quickly);
    }
    done = true;
}

/* The process is the starter's from here on, this thread the one that is held. */
static void become(struct valdi__control *control, uint32_t index) {
    struct valdi__gate *gate = valdi__control_gate(control, index);
    valdi__self = (struct valdi__self){.control = control, .gate = gate, .index = index};
    own_index = index;
    atomic_store(&gate->process, getpid());
    atomic_store(&gate->thread, gettid());
}

/* Stands still until it is let go. */
static void stand(void) {
    if (!valdi__starter_start())
        _exit(EXIT_SUCCESS);
}

/* Stands with everything in place that holds it, or for good if it lacks something. */
static void be_held(struct valdi__control *control, uint32_t index) {
    struct valdi__gate *gate = valdi__control_gate(control, index);
    become(control, index);
    watch_end();
    note_program();
    if (is_complete(control, index) && make_image(control, index) && valdi__sites_arm(control))
        valdi__adopt_begin(&image);
    else if (!*valdi__control_letter(control, index)->refusal)
        strcpy(valdi__control_letter(control, index)->refusal, "no memory");
    int number = valdi__backtrace_join(control);
    valdi__lifeline_watch(control, index, number);
    atomic_store(&gate->signal, number);
    atomic_store(&gate->held, 1);
    valdi__control_announce(control);
    stand();
    if (*valdi__control_letter(control, index)->refusal)
        valdi__starter_stop(&valdi__self, VALDI__NO_POINT, NULL, true); /* it will come to no checkpoint */
}

/* In a new process of a starter's. Takes no lock: another thread of its parent's may have held any. */
static struct valdi__control *enter(char **environment) {
    struct valdi__control *control = valdi__handle_join();
    if (!control)
        _exit(EXIT_FAILURE);
    valdi__handle_pass_on(environment);
    return control;
}

void valdi__guest_execute(const valdi_starter *starter, char **environment, bool stands_first) {
    struct valdi__control *control = enter(environment);
    become(control, starter->index);
    if (stands_first)
        stand();
    valdi__self = (struct valdi__self){0};
    execvp(starter->arguments[0], starter->arguments);
    snprintf(valdi__control_letter(control, starter->index)->refusal, VALDI__REFUSAL, "cannot execute %s: %s",
             starter->arguments[0], strerror(errno));
    _exit(EXIT_NOT_FOUND);
}

void valdi__guest_live(const valdi_starter *starter, char **environment) {
    be_held(enter(environment), starter->index);
    int status = starter->main(starter->argument);
    valdi__streams_flush();
    leave(status);
    _exit(status);
}

/* ---- coming into being ---- */

/* What the child that is being made will be. One thread forks at a time: it has the registry's lock. */
static uint32_t child = VALDI__TEST;

/* Its parent decides, or children would be numbered as they happen to run. A fork that fails counts too. */
void valdi__guest_before_fork(void) {
    child = VALDI__TEST;
    struct valdi__control *control = valdi__process_creating ? NULL : valdi__handle_join();
    if (control)
        child = claim_process(control);
    valdi__control_leave(control);
}

/* A copy of a process that knows the block. It has its parent's memory, but is none of its starters. */
void valdi__guest_fork(void) {
    image.control = NULL;
    valdi__lifeline_cut();
    if (child == VALDI__TEST)
        return;
    struct valdi__control *control = valdi__handle_join();
    if (control)
        be_held(control, child);
}

/* The first object is the program itself. */
static int is_of_program(struct dl_phdr_info *object, size_t size, void *address) {
    (void)size;
    int found = -1;
    for (unsigned i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (segment->p_type == PT_LOAD &&
            (uintptr_t)address - object->dlpi_addr - segment->p_vaddr < segment->p_memsz)
            found = 1;
    }
    return found;
}

/* Whether all modules are there that are before main: the program's own comes last, if it has one. */
static bool is_last(const struct valdi_module *module) {
    static const char section[] = "valdi_sites";
    struct stat status;
    bool has_sites = false;
    if (dl_iterate_phdr(is_of_program, (void *)module) == 1)
        return true;
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    void *text = file < 0 || fstat(file, &status)
                     ? MAP_FAILED
                     : mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (file >= 0)
        close(file);
    if (text != MAP_FAILED) {
        has_sites = memmem(text, status.st_size, section, sizeof section);
        munmap(text, status.st_size);
    }
    return !has_sites;
}

/* There is none in a program that is linked statically, nor need of one. */
extern __typeof(dladdr) dladdr __attribute__((weak));
extern __typeof(dlopen) dlopen __attribute__((weak));

/* Handlers of signals and of on_exit outlive a library that the program closes: this one stays. */
static void stay_loaded(void) {
    Dl_info info;
    if (dladdr && dlopen && dladdr(&own_program, &info))
        dlopen(info.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
}

/* A program that was executed. */
void valdi__guest_exec(const struct valdi_module *module) {
    static bool done;
    if (done || !getenv("VALDI_CONTROL") || !is_last(module))
        return;
    done = true;
    struct valdi__control *control = valdi__handle_find();
    if (!control)
        return;
    uint32_t index = find_process(control);
    if (index == VALDI__TEST)
        index = claim_process(control);
    if (index == VALDI__TEST)
        return;
    stay_loaded();
    be_held(control, index);
}

bool valdi__guest_is(void) {
    return image.control;
}
