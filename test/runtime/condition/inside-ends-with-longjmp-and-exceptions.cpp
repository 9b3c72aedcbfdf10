// Whoever leaves a function by longjmp or by an exception is no longer inside it, wherever the jump leads to.
// RUN: for o in 0 2; do %cxx -O$o %s -o %t && %run %t || exit 1; done
#include "../inputs/machine.h"

#include <csetjmp>

static jmp_buf back;
static int writes;

VALDI_CHECKPOINT static void write_page() {
    writes++;
}

VALDI_CHECKPOINT static void commit(int how) {
    if (how == 1)
        longjmp(back, 1);
    if (how == 2)
        throw how;
    write_page();
}

__attribute__((noinline)) static void deeper(int levels) {
    volatile char room[512] = {0};
    room[levels] = 1;
    if (levels)
        deeper(levels - 1);
    else
        write_page();
}

static void *work(void *argument) {
    for (int how = 1; how <= 2; how++) {
        if (!setjmp(back)) {
            try {
                commit(how);
            } catch (int) {
            }
        }
        write_page(); // 1, 3: outside, in the very frame that commit may be inlined into
        deeper(how);  // 2, 4: outside, below where commit stood
    }
    commit(0); // 5
    return argument;
}

int main() {
    valdi_starter *one = valdi_starter_thread("one", work, NULL);
    valdi_checkpoint *inside = valdi_checkpoint_inside(valdi_checkpoint_after(one, "write_page"), "commit");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(inside)));
    assert(valdi_runner_next(runner) == inside);
    assert(writes == 5);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
