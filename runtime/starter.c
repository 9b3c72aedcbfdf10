/* Starters: construction, and a starter's life as a thread of this process. A starter belongs to its
 * caller until a runner takes it over; its checkpoints belong to it. */
#include "runtime.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- the thread ---- */

static bool is_detached(void) {
    pthread_attr_t attributes;
    int state = PTHREAD_CREATE_JOINABLE;
    if (!pthread_getattr_np(pthread_self(), &attributes)) {
        pthread_attr_getdetachstate(&attributes, &state);
        pthread_attr_destroy(&attributes);
    }
    return state == PTHREAD_CREATE_DETACHED;
}

/* Runs however the function ends: by return, pthread_exit or cancellation; also in a child it forked,
 * which is no starter. */
static void leave(void *argument) {
    valdi_starter *starter = argument;
    struct valdi__gate *gate = valdi__self.gate;
    if (!valdi__self.control || !valdi__self.control->starter_count)
        return;
    starter->detached = starter->kind == VALDI__THREAD && is_detached();
    valdi__nesting_free(valdi__self.nesting);
    valdi__self = (struct valdi__self){0};
    gate->at_point = VALDI__FINISHED_POINT;
    gate->at_site = 0;
    atomic_store(&gate->inside_site, 0);
    valdi__gate_leave(starter->control, gate);
}

bool valdi__starter_start(void) {
    valdi__self.inside = __builtin_frame_address(0);
    bool start = valdi__gate_enter(valdi__self.control, valdi__self.gate) != VALDI__DISMISSED;
    if (start && valdi__self.control->is_tracking)
        valdi__self.nesting = valdi__nesting_new();
    if (start && valdi__starter_awaits(&valdi__self, VALDI__STARTED, 0))
        valdi__starter_stop(&valdi__self, VALDI__STARTED, NULL, true);
    valdi__self.inside = NULL;
    return start;
}

/* The function of a thread made by thrd_create returns an int. */
static void *call(const valdi_starter *starter) {
    return starter->function ? starter->function(starter->argument)
                             : (void *)(intptr_t)starter->function_c11(starter->argument);
}

void *valdi__starter_live(void *argument) {
    valdi_starter *starter = argument;
    void *result = NULL;
    valdi__self = (struct valdi__self){.control = starter->control,
                                       .gate = valdi__control_gate(starter->control, starter->index),
                                       .index = starter->index};
    atomic_store(&valdi__self.gate->process, getpid());
    atomic_store(&valdi__self.gate->thread, gettid());
    if (starter->kind == VALDI__ADOPTED_THREAD)
        valdi__control_tell(starter->control); /* that it is there */
    else
        prctl(PR_SET_NAME, starter->name);
    pthread_cleanup_push(leave, starter);
    if (valdi__starter_start())
        result = call(starter);
    if (starter->kind == VALDI__ADOPTED_THREAD)
        starter->result = result; /* nobody here joins it */
    pthread_cleanup_pop(1);
    return result;
}

int valdi__starter_create(valdi_starter *starter, struct valdi__control *control) {
    starter->control = control;
    starter->created = starter->joined = starter->detached = false;
    starter->result = NULL;
    if (starter->kind != VALDI__THREAD)
        return 0; /* whoever creates the thread or process does */
    int error = pthread_create(&starter->thread, NULL, valdi__starter_live, starter);
    starter->created = !error;
    return error;
}

bool valdi__starter_join(valdi_starter *starter, uint64_t deadline) {
    if (starter->kind == VALDI__ADOPTED_THREAD)
        starter->joined = true; /* that is for whoever created the thread */
    else if (starter->kind != VALDI__THREAD)
        return valdi__process_join(starter->runner, starter, deadline);
    while (starter->created && !starter->joined) {
        /* pthread_timedjoin_np wants the wall clock, which may jump: the deadline decides. */
        uint64_t now = valdi__clock_now(), left = deadline > now ? deadline - now : 0;
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        left += until.tv_nsec;
        until.tv_sec += left / 1000000000;
        until.tv_nsec = left % 1000000000;
        starter->joined =
            starter->detached || !pthread_timedjoin_np(starter->thread, &starter->result, &until);
        if (!starter->joined && valdi__clock_now() >= deadline)
            return false;
    }
    return true;
}

/* ---- construction ---- */

static valdi_starter *refuse_memory(const char *name) {
    valdi__error_open("no memory for starter \"%s\"", name);
    return NULL;
}

valdi_starter *valdi__starter_new(const char *name, enum valdi__kind kind) {
    if (!name || !*name) {
        valdi__error_open("a starter needs a name");
        return NULL;
    }
    valdi_starter *starter = calloc(1, sizeof *starter);
    if (!starter || !(starter->name = strdup(name))) {
        free(starter);
        return refuse_memory(name);
    }
    starter->kind = kind;
    starter->descriptor = starter->status = -1;
    return starter;
}

/* A starter with a function of one kind or the other, and its argument. */
static valdi_starter *new_with_function(const char *name, enum valdi__kind kind, void *(*function)(void *),
                                        int (*process_function)(void *), void *argument) {
    valdi_starter *starter = valdi__starter_new(name, kind);
    if (starter && !function && !process_function) {
        valdi__error_open("starter \"%s\" needs a function", name);
        valdi__starter_destroy(starter);
        return NULL;
    }
    if (starter) {
        starter->function = function;
        starter->main = process_function;
        starter->argument = argument;
    }
    return starter;
}

valdi_starter *valdi_starter_thread(const char *name, void *(*function)(void *), void *argument) {
    return new_with_function(name, VALDI__THREAD, function, NULL, argument);
}

valdi_starter *valdi_starter_fork(const char *name, int (*function)(void *), void *argument) {
    return new_with_function(name, VALDI__FORK, NULL, function, argument);
}

/* A copy in one piece: the pointers, then the texts. NULL without memory. */
static char **copy_arguments(char *const argv[]) {
    size_t count = 0, bytes = 0;
    for (; argv[count]; count++)
        bytes += strlen(argv[count]) + 1;
    char **copy = malloc((count + 1) * sizeof *copy + bytes),
         *text = copy ? (char *)(copy + count + 1) : NULL;
    for (size_t i = 0; copy && i <= count; i++) {
        copy[i] = i < count ? strcpy(text, argv[i]) : NULL;
        text += i < count ? strlen(text) + 1 : 0;
    }
    return copy;
}

/* If not, errno says why. */
static bool is_program(const char *path) {
    struct stat status;
    if (stat(path, &status) || access(path, X_OK))
        return false;
    errno = S_ISDIR(status.st_mode) ? EISDIR : 0;
    return !errno;
}

/* Whether execvp would find a program. */
static bool is_executable(const char *program) {
    char path[4096];
    const char *directory = getenv("PATH");
    if (strchr(program, '/'))
        return is_program(program);
    for (directory = directory ? directory : "/bin:/usr/bin"; directory; directory = strchr(directory, ':')) {
        directory += *directory == ':';
        int length = (int)strcspn(directory, ":");
        snprintf(path, sizeof path, "%.*s/%s", length ? length : 1, length ? directory : ".", program);
        if (is_program(path))
            return true;
    }
    return false;
}

valdi_starter *valdi_starter_exec(const char *name, char *const argv[]) {
    valdi_starter *starter = valdi__starter_new(name, VALDI__EXEC);
    if (!starter)
        return NULL;
    if (!argv || !argv[0] || !*argv[0])
        valdi__error_open("starter \"%s\" needs a program", name);
    else if (!is_executable(argv[0]))
        valdi__error_open("starter \"%s\" cannot execute %s: %s", name, argv[0],
                          strchr(argv[0], '/') ? strerror(errno) : "it is not on PATH");
    else if ((starter->arguments = copy_arguments(argv)))
        return starter;
    else
        refuse_memory(name);
    valdi__starter_destroy(starter);
    return NULL;
}

valdi_starter *valdi__starter_host(const char *name, char *const argv[]) {
    valdi_starter *starter = valdi_starter_exec(name, argv);
    if (starter)
        starter->is_host = true;
    return starter;
}

void *valdi_starter_result(const valdi_starter *starter) {
    return starter && starter->joined ? starter->result : NULL;
}

void valdi__starter_destroy(valdi_starter *starter) {
    while (starter->checkpoints) {
        valdi_checkpoint *checkpoint = starter->checkpoints;
        starter->checkpoints = checkpoint->sibling;
        valdi__checkpoint_free(checkpoint);
    }
    free(starter->name);
    free(starter->entry);
    free(starter->arguments);
    if (starter->descriptor >= 0)
        close(starter->descriptor);
    free(starter);
}

void valdi_starter_free(valdi_starter *starter) {
    if (starter && !starter->runner)
        valdi__starter_destroy(starter);
}
