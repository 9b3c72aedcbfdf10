// The control block works between processes that map it at different addresses: no pointers, process-shared waits.
// RUN: %cc -I%source %s %prefix/lib/libvaldi.a -o %t && %run %t
// RUN: %cc -I%source -DTWIN %s %prefix/lib/libvaldi.a -o %t.twin && not %t.twin
#define _GNU_SOURCE
#undef NDEBUG
#include "runtime/runtime.h"

#include <assert.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef TWIN
enum { PATIENCE = 100 /* ms */, PRIVATE = 1 };
#else
enum { PATIENCE = 10000, PRIVATE = 0 };
#endif
enum { STEPS = 1000, SIZE = 4096 };

static struct valdi__control *map_block(int file) {
    struct valdi__control *control = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    assert(control != MAP_FAILED);
    return control;
}

/* The starter, in its own process: parks at point 1, 2, 3 ... */
static void be_starter(int file, const void *elsewhere) {
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* in the twin nobody wakes it */
    struct valdi__control *control = map_block(file);
    assert(control != elsewhere);
    struct valdi__gate *gate = valdi__control_gate(control, 0);
    assert(valdi__gate_enter(control, gate) == VALDI__MOVING);
    for (uint32_t i = 1; i <= STEPS; i++) {
        assert(gate->awaited_point == i);
        gate->at_point = i, gate->arrived = true;
        valdi__gate_park(control, gate);
    }
    valdi__gate_leave(control, gate);
    _exit(0);
}

int main(void) {
    int file = memfd_create("control", MFD_CLOEXEC), status;
    assert(!ftruncate(file, SIZE));
    struct valdi__control *control = map_block(file);
    *control = (struct valdi__control){.private_futex = PRIVATE, .starter_count = 1, .gates = 128};
    struct valdi__gate *gate = valdi__control_gate(control, 0);
    pid_t child = fork();
    if (!child)
        be_starter(file, control);
    for (uint32_t i = 1; i <= STEPS; i++) {
        gate->awaited_point = i;
        valdi__gate_release(control, gate, VALDI__MOVING);
        if (!valdi__gate_settle(control, gate, valdi__clock_now() + PATIENCE * 1000000ull))
            return 1;
        assert(gate->at_point == i);
    }
    valdi__gate_release(control, gate, VALDI__FREE);
    assert(valdi__gate_settle(control, gate, valdi__clock_now() + PATIENCE * 1000000ull));
    assert(valdi__gate_turn(gate) == VALDI__FINISHED);
    assert(waitpid(child, &status, 0) == child && status == 0);
}
