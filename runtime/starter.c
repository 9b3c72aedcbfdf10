/* Starters: construction, and a starter's life as a thread. A starter belongs to its caller until a runner
 * takes it over; its checkpoints belong to it. */
#include "runtime.h"

#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
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
    if (!valdi__self.control)
        return;
    starter->detached = !starter->entry && is_detached();
    valdi__nesting_free(valdi__self.nesting);
    valdi__self = (struct valdi__self){0};
    gate->at_point = VALDI__FINISHED_POINT;
    gate->at_site = 0;
    valdi__gate_leave(starter->control, gate);
}

/* Waits for the first step. False if there is none to come. */
static bool may_start(void) {
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
    atomic_store(&valdi__self.gate->thread, gettid());
    if (starter->entry)
        valdi__control_tell(starter->control); /* that it is there */
    else
        prctl(PR_SET_NAME, starter->name);
    pthread_cleanup_push(leave, starter);
    if (may_start())
        result = call(starter);
    if (starter->entry)
        starter->result = result; /* nobody here joins it */
    pthread_cleanup_pop(1);
    return result;
}

int valdi__starter_create(valdi_starter *starter, struct valdi__control *control) {
    starter->control = control;
    starter->created = starter->joined = starter->detached = false;
    starter->result = NULL;
    if (starter->entry)
        return 0; /* whoever creates the thread does */
    int error = pthread_create(&starter->thread, NULL, valdi__starter_live, starter);
    starter->created = !error;
    return error;
}

bool valdi__starter_join(valdi_starter *starter, uint64_t deadline) {
    if (starter->entry)
        starter->joined = true; /* that is for whoever created the thread */
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

valdi_starter *valdi_starter_thread(const char *name, void *(*function)(void *), void *argument) {
    valdi_starter *starter = NULL;
    if (!name || !*name)
        valdi__error_open("a starter needs a name");
    else if (!function)
        valdi__error_open("starter \"%s\" needs a function", name);
    else if (!(starter = calloc(1, sizeof *starter)) || !(starter->name = strdup(name)))
        valdi__error_open("no memory for starter \"%s\"", name);
    else {
        starter->function = function;
        starter->argument = argument;
        return starter;
    }
    free(starter);
    return NULL;
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
    free(starter);
}

void valdi_starter_free(valdi_starter *starter) {
    if (starter && !starter->runner)
        valdi__starter_destroy(starter);
}
