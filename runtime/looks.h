/* What can be seen of threads and processes from outside. Part of runtime.h. */
#ifndef VALDI_LOOKS_H
#define VALDI_LOOKS_H

/* ---- wait.c ---- */

/* Reads a file up to size - 1 bytes, and a 0 behind them; returns how many. 0 also if it cannot. */
size_t valdi__file_read(const char *path, char *text, size_t size);
/* "/proc/4711/maps", or for process 0 "/proc/self/maps". Processes are named by any thread of theirs. */
const char *valdi__process_path(char *path, size_t size, uint32_t process, const char *file);
/* Copies memory of a process, 0: this one, that may be gone. False if it is, or may not be read. */
bool valdi__memory_read(uint32_t process, uint64_t address, void *to, size_t size);
/* Calls visit for each entry of a directory that is a number, until it returns false; then that is the
 * result. */
bool valdi__numbers_visit(const char *path, bool (*visit)(uint32_t number, void *context), void *context);
/* The same for each child of a process. */
bool valdi__children_visit(uint32_t process, bool (*visit)(uint32_t child, void *context), void *context);
/* Whether there is such a thread, of any process. */
bool valdi__thread_exists(uint32_t thread);
/* Its name, and its state as in /proc: R, S, D, Z ... False if it is gone. */
bool valdi__thread_state(uint32_t thread, char *name, size_t size, char *state);

/* Whether a signal has stopped it, with its process. */
bool valdi__thread_is_stopped(uint32_t thread);
/* The process it is of; 0 if it is gone. */
uint32_t valdi__thread_process(uint32_t thread);
/* When a process began, as in /proc; 0 if it is gone, or ended and not waited for. */
uint64_t valdi__process_born(uint32_t process);
/* The signals it catches, ignores or blocks, as in /proc; process 0: this one. */
enum valdi__signals { VALDI__CAUGHT, VALDI__IGNORED, VALDI__HELD_BACK };
uint64_t valdi__process_signals(uint32_t process, enum valdi__signals which);
/* Who traces it, and who is its parent; process 0: this one. 0: nobody. */
uint32_t valdi__process_tracer(uint32_t process);
uint32_t valdi__process_parent(uint32_t process);

/* A thread asleep in a system call. */
struct valdi__wait {
    uint32_t thread;
    char state; /* S, or D: uninterruptibly, for a disk, say */
    long call;
    uint64_t arguments[6], stack, code;
    uint64_t used; /* processor time, ns */
};

/* UNTOLD: this system does not show it. */
enum valdi__activity { VALDI__RUNS, VALDI__SLEEPS, VALDI__UNTOLD };
enum valdi__activity valdi__wait_sample(uint32_t thread, struct valdi__wait *wait);
/* Whether it sleeps there still, and has not run since. */
bool valdi__wait_lasts(const struct valdi__wait *wait);

/* ---- rest.c ---- */

/* What stays the same while every thread of a process, and of those below it, sleeps on where it sleeps. 0: somebody runs, or
 * somebody below only passes time. */
uint64_t valdi__process_rest(uint32_t process);

/* ---- resource.c ---- */

/* What a thread waits for. */
struct valdi__resource {
    const char *kind;
    enum {
        VALDI__TIME,
        VALDI__ANYBODY,
        VALDI__PROCESS,
        VALDI__CHILDREN,
        VALDI__HOLDER
    } releaser;       /* who can end that */
    bool is_timed;    /* it ends by itself, too */
    bool is_told;     /* who that is was told by the runner's blocker */
    uint32_t holder;  /* a thread, if that is the releaser */
    uint32_t process; /* a process, if that, or its children, are; 0: the waiter's own */
    uint64_t address; /* of a lock, or 0 */
    int descriptor;   /* or -1 */
};

void valdi__resource_find(const struct valdi__wait *wait, struct valdi__resource *resource);

/* ---- blocked.c ---- */

enum { VALDI__LINKS = 64 };

/* Why a starter cannot go on: it waits for what the next thread holds, and so on. */
struct valdi__stuck {
    struct valdi__link {
        struct valdi__wait wait;
        struct valdi__resource resource;
        char what[sizeof((struct valdi_block *)0)->what]; /* that it waits for, as told */
    } links[VALDI__LINKS];
    unsigned count;
    unsigned ring; /* the link whose thread the last one waits for; count if there is no ring */
    uint32_t
        holder; /* the thread that the last one waits for, and that stands still; 0: a ring, or not known */
};

/* Whether the starter can only go on if one that stands does. */
bool valdi__blocked_for_good(const valdi_runner *runner, const valdi_starter *starter,
                             struct valdi__stuck *stuck);
/* Whether the starter sleeps, and not just for some time. */
bool valdi__blocked_on_something(const valdi_runner *runner, const valdi_starter *starter,
                                 struct valdi__wait *wait);
/* What a link's thread waits for, as the system shows it or the runner's blocker tells. */
void valdi__blocked_find(const valdi_runner *runner, struct valdi__link *link);
/* Whose thread it is; NULL if no starter's. */
const valdi_starter *valdi__blocked_starter(const valdi_runner *runner, uint32_t thread);

/* ---- backtrace.c ---- */

/* Return addresses, innermost first; the first is where it is. */
struct valdi__trace {
    unsigned count;
    uint64_t frames[VALDI__FRAMES];
};

/* Where a starter is. Empty if it cannot be asked. Blocks for two seconds at most. */
void valdi__backtrace(const valdi_runner *runner, uint32_t index, struct valdi__trace *trace);
/* The signals a process has a handler for on that account, as in /proc. */
uint64_t valdi__backtrace_signals(const valdi_runner *runner, uint32_t process);
/* In another process: its threads can be asked from now on, by the signal that is returned; 0: they
 * cannot. */
int valdi__backtrace_join(struct valdi__control *control);

/* ---- mapping.c ---- */

enum valdi__memory {
    VALDI__NOWHERE,
    VALDI__MODULE, /* a program or library, with its variables */
    VALDI__FILE,   /* another file that is mapped, or memory that is shared */
    VALDI__HEAP,
    VALDI__STACK,
    VALDI__MEMORY /* one of the two, or neither: there is no telling */
};

/* What an address of a process, 0: this one, belongs to. */
struct valdi__mapping {
    enum valdi__memory kind;
    uint64_t address; /* in the module as the file has it; in a file the offset */
    char path[1024];  /* of the module or file, or "" */
};

void valdi__mapping_find(uint32_t process, uint64_t address, struct valdi__mapping *mapping);
/* Whether no other process has the memory. */
bool valdi__mapping_is_private(uint32_t process, uint64_t address);
/* Whether the process maps a file of that number whose name begins so. */
bool valdi__mapping_has_file(uint32_t process, const char *name, uint64_t inode);
/* Whether addresses of two processes are of the same memory. */
bool valdi__mapping_is_same(uint32_t process, uint64_t address, uint32_t other, uint64_t there);

#endif
