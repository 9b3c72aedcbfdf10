/* The symbolizer: a process that knows what addresses mean, as the sanitizers have it. The program notices
 * neither its start nor its end - its SIGCHLD, wait and atfork handlers never see it - and it can be stuck,
 * or talk nonsense. System calls are made directly: those of libc take locks, are points of cancellation, and
 * are known to the sanitizers. */
#include "runtime.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    PATIENCE = 5,         /* seconds in all */
    ANSWER_MAX = 1 << 16, /* bytes */
    SIGNALS = 64,
    SIGNAL_SET = 8 /* bytes, as the kernel has it */
};

/* ---- which program ---- */

static bool is_program(const char *path) {
    struct stat status;
    return !stat(path, &status) && S_ISREG(status.st_mode) && !access(path, X_OK);
}

static bool find_on_path(const char *name, char *path, size_t size) {
    const char *directory = getenv("PATH");
    while (directory && *directory) {
        size_t length = strcspn(directory, ":");
        snprintf(path, size, "%.*s/%s", (int)length, directory, name);
        if (is_program(path))
            return true;
        directory += length + (directory[length] == ':');
    }
    return false;
}

/* In the installation that the runtime is in, if that is a library, or the tool itself. */
static bool find_beside(char *path, size_t size) {
    struct valdi__mapping mapping;
    valdi__mapping_find(0, (uintptr_t)find_beside, &mapping);
    const char *name = strrchr(mapping.path, '/');
    if (name && !strcmp(name, "/valdi"))
        return snprintf(path, size, "%s", mapping.path) < (int)size && is_program(path);
    if (!name || strncmp(name, "/libvaldi.so", 12))
        return false;
    snprintf(path, size, "%.*s/../bin/valdi", (int)(name - mapping.path), mapping.path);
    return is_program(path);
}

static bool find_program(const char *wanted, char *path, size_t size) {
    static const char *const names[] = {"valdi",
                                        "llvm-symbolizer",
                                        "llvm-symbolizer-22",
                                        "llvm-symbolizer-19",
                                        "llvm-symbolizer-16",
                                        "llvm-symbolizer-15",
                                        "llvm-symbolizer-14"};
    if (wanted && !strchr(wanted, '/'))
        return *wanted && find_on_path(wanted, path, size);
    if (wanted)
        return snprintf(path, size, "%s", wanted) < (int)size && is_program(path);
    if (find_beside(path, size))
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (find_on_path(names[i], path, size))
            return true;
    return false;
}

/* ---- its process ---- */

/* What changes how a program runs, or makes it go to the network, is not meant for this one. */
static bool is_passed_on(const char *variable) {
    static const char *const not_for_it[] = {"LD_PRELOAD", "VALDI_OPTIONS", "DEBUGINFOD_URLS"};
    size_t length = strcspn(variable, "=");
    for (size_t i = 0; i < sizeof not_for_it / sizeof *not_for_it; i++)
        if (!strncmp(variable, not_for_it[i], length) && !not_for_it[i][length])
            return false;
    return length < 11 || strncmp(variable + length - 11, "SAN_OPTIONS", 11);
}

/* In a copy of the program's memory, with nothing of its other threads. */
static _Noreturn void be_symbolizer(const char *path, int socket) {
    const char *name = strrchr(path, '/');
    char *arguments[] = {(char *)path, name && !strcmp(name, "/valdi") ? "symbolize" : NULL, NULL};
    static const uint64_t by_default[4]; /* the kernel's struct sigaction, and a set of no signals */
    for (int i = 1; i <= SIGNALS; i++)
        syscall(SYS_rt_sigaction, i, by_default, NULL, SIGNAL_SET);
    syscall(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, by_default, NULL, SIGNAL_SET);
    syscall(SYS_dup3, socket, STDIN_FILENO, 0);
    syscall(SYS_dup3, socket, STDOUT_FILENO, 0);
    syscall(SYS_dup3, syscall(SYS_openat, AT_FDCWD, "/dev/null", O_WRONLY), STDERR_FILENO, 0);
    syscall(SYS_close_range, STDERR_FILENO + 1, ~0u, 0);
    char **kept = environ;
    for (char **variable = environ; variable && *variable; variable++)
        if (is_passed_on(*variable))
            *kept++ = *variable;
    if (kept)
        *kept = NULL;
    syscall(SYS_execve, path, arguments, environ);
    for (;;)
        syscall(SYS_exit_group, 127);
}

/* vfork, which the sanitizers would make a fork. */
pid_t __vfork(void) __attribute__((returns_twice));

/* A child that sends no signal at its end is no child for the program's wait and SIGCHLD - until it calls
 * execve, which makes any process an ordinary child. So the program's child calls none and is the parent of
 * the symbolizer: it ends that at SIGTERM, which also comes when the thread that started it ends. All signals
 * are blocked here. */
static _Noreturn void be_keeper(const char *path, int socket) {
    uint64_t end = 1ull << (SIGTERM - 1);
    syscall(SYS_prctl, PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    pid_t process = __vfork();
    if (!process)
        be_symbolizer(path, socket);
    syscall(SYS_close_range, 0, ~0u, 0);
    while (process > 0 && syscall(SYS_rt_sigtimedwait, &end, NULL, NULL, SIGNAL_SET) != SIGTERM)
        ;
    if (process > 0) {
        syscall(SYS_kill, process, SIGKILL);
        syscall(SYS_wait4, process, NULL, 0, NULL);
    }
    for (;;)
        syscall(SYS_exit_group, 0);
}

/* Makes way for the standard descriptors, should the program have closed them. */
static int lift(int file) {
    int lifted = syscall(SYS_fcntl, file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    syscall(SYS_close, file);
    return lifted;
}

static pid_t start(const char *path, int socket) {
    uint64_t every = ~0ull, before;
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &every, &before, SIGNAL_SET);
    /* No signal at its end. A debugger would take it for a thread of the program. */
    pid_t process = syscall(SYS_clone, CLONE_UNTRACED, 0, 0, 0, 0);
    if (!process)
        be_keeper(path, socket);
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &before, NULL, SIGNAL_SET);
    return process;
}

void valdi__symbolizer_open(struct valdi__symbolizer *symbolizer, const char *program) {
    char path[sizeof((struct valdi__mapping *)0)->path];
    int pair[2];
    *symbolizer = (struct valdi__symbolizer){.socket = -1, .patience = {.tv_sec = PATIENCE}};
    if (!find_program(program, path, sizeof path) ||
        syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
        return;
    int ours = lift(pair[0]), its = lift(pair[1]);
    symbolizer->socket = ours;
    symbolizer->process = ours < 0 || its < 0 ? -1 : start(path, its);
    if (its >= 0)
        syscall(SYS_close, its);
    if (symbolizer->process < 0)
        valdi__symbolizer_close(symbolizer);
}

void valdi__symbolizer_close(struct valdi__symbolizer *symbolizer) {
    if (symbolizer->socket >= 0)
        syscall(SYS_close, symbolizer->socket);
    if (symbolizer->process > 0) {
        syscall(SYS_kill, symbolizer->process, SIGTERM);
        while (syscall(SYS_wait4, symbolizer->process, NULL, __WALL, NULL) < 0 && errno == EINTR)
            ;
    }
    symbolizer->socket = symbolizer->process = -1;
}

/* ---- talking to it ---- */

/* The kernel takes the time waited off the patience. */
static bool wait_for_input(struct valdi__symbolizer *symbolizer) {
    struct pollfd input = {.fd = symbolizer->socket, .events = POLLIN};
    long ready;
    do
        ready = syscall(SYS_ppoll, &input, 1, &symbolizer->patience, NULL, 0);
    while (ready < 0 && errno == EINTR);
    return ready > 0;
}

/* An answer ends with an empty line. What does not fit is read and dropped. */
static bool receive(struct valdi__symbolizer *symbolizer, char *answer, size_t size) {
    char chunk[1024], last[2] = "";
    size_t used = 0, total = 0;
    while (last[0] != '\n' || last[1] != '\n') {
        if (!wait_for_input(symbolizer))
            return false;
        long count = syscall(SYS_recvfrom, symbolizer->socket, chunk, sizeof chunk, 0, NULL, NULL);
        if (count <= 0 || (total += count) > ANSWER_MAX)
            return false;
        size_t kept = (size_t)count < size - 1 - used ? (size_t)count : size - 1 - used;
        memcpy(answer + used, chunk, kept);
        used += kept;
        last[0] = count > 1 ? chunk[count - 2] : last[1];
        last[1] = chunk[count - 1];
    }
    answer[used] = 0;
    return true;
}

bool valdi__symbolizer_ask(struct valdi__symbolizer *symbolizer, const char *what,
                           const struct valdi__mapping *mapping, char *answer, size_t size) {
    char request[sizeof mapping->path + 64];
    if (symbolizer->socket < 0 || mapping->kind != VALDI__MODULE || strchr(mapping->path, '"'))
        return false;
    long length = snprintf(request, sizeof request, "%s \"%s\" 0x%llx\n", what, mapping->path,
                           (unsigned long long)mapping->address);
    if (syscall(SYS_sendto, symbolizer->socket, request, length, MSG_NOSIGNAL | MSG_DONTWAIT, NULL, 0) ==
            length &&
        receive(symbolizer, answer, size))
        return true;
    valdi__symbolizer_close(symbolizer);
    return false;
}
