// A starter's program inherits one descriptor beyond those it would have without Valdi: the control block, which nobody can
// resize, and no other user can open. Programs that are no starters inherit none, and the test keeps none.
// RUN: %cc -DPROGRAM_ITSELF %s -o %t.program && %cc -DPROGRAM='"%t.program"' %s -o %t && %t %load
// RUN: %cc -DTWIN -DPROGRAM='"%t.program"' %s -o %t.twin && not --crash %t.twin
#include "inputs/shared.h"
#include <dirent.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

/* Descriptors as a set of bits; those above are counted as the last. */
static uint64_t descriptors(int *any_above) {
    enum { BITS = 63 };
    uint64_t set = 0;
    DIR *directory = opendir("/proc/self/fd");
    assert(directory);
    for (struct dirent *entry; (entry = readdir(directory));) {
        int file = atoi(entry->d_name);
        if (*entry->d_name == '.' || file == dirfd(directory))
            continue;
        set |= 1ull << (file < BITS ? file : BITS);
        if (file >= BITS && any_above)
            *any_above = file;
    }
    closedir(directory);
    return set;
}

/* What a program tells of itself, in memory that all share. */
struct told {
    uint64_t descriptors;
    int above, count;
};

VALDI_CHECKPOINT static int work(void) {
    return 0;
}

static int count_descriptors(void) {
    int count = 0;
    DIR *directory = opendir("/proc/self/fd");
    while (readdir(directory))
        count++;
    closedir(directory);
    return count;
}

#ifdef PROGRAM_ITSELF
int main(int count, char **arguments) {
    int file = open(arguments[1], O_RDWR | O_CLOEXEC);
    struct told *told = mmap(NULL, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    assert(count == 2 && told != MAP_FAILED && !close(file));
    told->descriptors = descriptors(&told->above);
    told->count = count_descriptors();
    return work();
}
#else

extern char **environ;
static struct told *told;
static char told_in[] = PROGRAM ".told";

static void spawn_program(void) {
    char *arguments[] = {PROGRAM, told_in, NULL};
    pid_t child;
    memset(told, 0, sizeof *told);
    assert(!posix_spawn(&child, PROGRAM, NULL, NULL, arguments, environ));
    assert(waitpid(child, NULL, 0) == child);
}

static int stop(void *unused) {
    (void)unused;
    return work();
}

/* Somebody who may do no more than look. */
static void try_to_open(int process, int descriptor, bool as_other) {
    enum { NOBODY = 65534 };
    char path[64];
    int status;
    snprintf(path, sizeof path, "/proc/%d/fd/%d", process, descriptor);
    pid_t child = fork();
    if (!child) {
        if (as_other && (setgid(NOBODY) || setuid(NOBODY)))
            _exit(3);
        _exit(open(path, O_RDWR) < 0 ? 1 : 0);
    }
    assert(waitpid(child, &status, 0) == child && WIFEXITED(status));
#ifdef TWIN
    assert(WEXITSTATUS(status) == 0);
#else
    assert(WEXITSTATUS(status) == as_other);
#endif
}

static void look_at(int process, int descriptor) {
    struct stat status;
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd/%d", process, descriptor);
    int file = open(path, O_RDWR | O_CLOEXEC);
    assert(file >= 0 && !fstat(file, &status));
    assert((status.st_mode & 07777) == 0600 && S_ISREG(status.st_mode) && status.st_uid == geteuid());
    assert(ftruncate(file, 0) && ftruncate(file, status.st_size + 1) && !close(file));
    try_to_open(process, descriptor, false);
    if (!geteuid())
        try_to_open(process, descriptor, true);
#ifdef TWIN
    else
        abort(); /* only root can be somebody else */
#endif
}

static void hold(void) {
    char *arguments[] = {PROGRAM, told_in, NULL};
    spawn_program();
    struct told without = *told;
    uint64_t before = descriptors(NULL);
    valdi_starter *other = valdi_starter_fork("other", stop, NULL);
    valdi_starter *one = valdi_starter_exec("one", arguments);
    valdi_starter *two = valdi_starter_exec("two", arguments);
    valdi_checkpoint *at = valdi_checkpoint_before(one, "work");
    valdi_runner *runner = runner_or_die(valdi_runner_new(
        VALDI_STARTERS(other, one, two), VALDI_ORDER(valdi_checkpoint_before(other, "work"), at)));
    assert(valdi_runner_next(runner) && valdi_runner_next(runner) == at);
    assert(told->count == without.count + 1 && told->above > 63);
    assert((told->descriptors & ~(1ull << 63)) == without.descriptors);
    look_at(valdi_starter_process(one), told->above);
    spawn_program();
    assert(told->descriptors == without.descriptors && told->count == without.count);
    assert(!system("test -z \"$VALDI_CONTROL\""));
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
    assert(descriptors(NULL) == before);
}

/* Freed in mid-order, killed, refused, or finished: nothing is left open. */
static void make_runner(int i) {
    valdi_starter *one = valdi_starter_fork("one", stop, NULL);
    valdi_checkpoint *at = valdi_checkpoint_before(one, "work");
    if (i % 10 == 9) {
        valdi_checkpoint *lacking = valdi_checkpoint_before(one, "lacks");
        assert(!valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(lacking)));
        valdi_starter_free(one);
        return;
    }
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(at)));
    assert(i % 2 || valdi_runner_next(runner) == at);
    if (i % 10 == 4)
        assert(!valdi_starter_kill(one, SIGKILL));
    if (i % 10 == 5)
        assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}

int main(int count, char **arguments) {
    enum { RUNNERS = 1000 };
    told = share_file(told_in, sizeof *told);
    hold();
    int before = count_descriptors();
    for (int i = 0; i < RUNNERS * (count > 1 ? atoi(arguments[1]) : 1); i++)
        make_runner(i);
    assert(count_descriptors() == before);
}
#endif
