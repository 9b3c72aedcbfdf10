// A gate works between processes that map the block at different addresses: no pointers, process-shared waits.
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

static char *map_block(int file) {
    char *block = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    assert(block != MAP_FAILED);
    return block;
}

/* The starter, in its own process: parks at point 1, 2, 3 ... */
static void be_starter(int file, struct valdi__control control) {
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* in the twin nobody wakes it */
    const char *elsewhere = control.block;
    control.block = map_block(file);
    assert(control.block != elsewhere);
    struct valdi__gate *gate = valdi__control_gate(&control, 0);
    assert(valdi__gate_enter(&control, gate) == VALDI__MOVING);
    for (uint32_t i = 1; i <= STEPS; i++) {
        assert(gate->awaited_point == i);
        gate->at_point = i, gate->arrived = true;
        valdi__gate_park(&control, gate);
    }
    valdi__gate_leave(&control, gate);
    _exit(0);
}

int main(void) {
    int file = memfd_create("control", MFD_CLOEXEC), status;
    assert(!ftruncate(file, SIZE));
    struct valdi__control control = {
        .block = map_block(file), .size = SIZE, .private_futex = PRIVATE, .starter_count = 1, .state = 0, .gates = 1024};
    struct valdi__gate *gate = valdi__control_gate(&control, 0);
    pid_t child = fork();
    if (!child)
        be_starter(file, control);
    for (uint32_t i = 1; i <= STEPS; i++) {
        gate->awaited_point = i;
        valdi__gate_release(&control, gate, VALDI__MOVING);
        if (!valdi__gate_settle(&control, gate, valdi__clock_now() + PATIENCE * 1000000ull))
            return 1;
        assert(gate->at_point == i);
    }
    valdi__gate_release(&control, gate, VALDI__FREE);
    assert(valdi__gate_settle(&control, gate, valdi__clock_now() + PATIENCE * 1000000ull));
    assert(valdi__gate_turn(gate) == VALDI__FINISHED);
    assert(waitpid(child, &status, 0) == child && status == 0);
}
