// Two static functions of one name are told apart by their files' names, in orders and in checkpoint files.
// RUN: rm -rf %t && mkdir -p %t/sub && cd %t
// RUN: printf '#include <valdi/checkpoint.h>\nint pushed_%%s;\nVALDI_CHECKPOINT static void push(void) { pushed_%%s++; }\nvoid use_%%s(void) { push(); }\n' queue queue queue >queue.c
// RUN: sed s/queue/stack/g queue.c >sub/stack.c
// RUN: %cc %s queue.c sub/stack.c -o program && %run ./program 2>&1 | FileCheck %s
// RUN: sed -i s/VALDI_CHECKPOINT// queue.c sub/stack.c
// RUN: printf '[both]\nfun:sub/stack.c:push\n' >one.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=one.checkpoints -c queue.c -o queue.o
// RUN: %cc -fvaldi-checkpoint-file=one.checkpoints -c sub/stack.c -o stack.o
// RUN: %cc queue.o stack.o %s -o program && valdi points program | FileCheck %s --check-prefix=POINTS
// POINTS-NOT: queue.c
// POINTS:     before  push  {{.*}}sub/stack.c:3
// POINTS-NOT: queue.c
#include "../inputs/machine.h"

void use_queue(void), use_stack(void);
extern int pushed_queue, pushed_stack;

static void *work(void *argument) {
    use_queue();
    use_stack();
    return argument;
}

int main(void) {
    valdi_starter *one = valdi_starter_thread("one", work, NULL);
    // CHECK: no site for "heap.c:push" in this program; nearest: "push" ({{.*}}.c:3)
    assert(!valdi_checkpoint_before(one, "heap.c:push"));
    fprintf(stderr, "%s\n", valdi_error());
    // CHECK: no site for "ack.c:push" in this program
    assert(!valdi_checkpoint_before(one, "ack.c:push"));
    fprintf(stderr, "%s\n", valdi_error());
    valdi_checkpoint *queue = valdi_checkpoint_after(one, "queue.c:push");
    valdi_checkpoint *stack = valdi_checkpoint_after(one, "sub/stack.c:push");
    valdi_checkpoint *both = valdi_checkpoint_nth(valdi_checkpoint_after(one, "push"), 2);
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(stack)));
    assert(valdi_runner_next(runner) == stack && pushed_queue == 1 && pushed_stack == 1);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
    (void)queue, (void)both;
}
