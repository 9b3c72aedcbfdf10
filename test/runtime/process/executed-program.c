// A program of its own, compiled with the pass, is held at its checkpoints; conditions on its arguments are tried in the test.
// RUN: %cc %S/inputs/counter.c -o %t.counter && %cc -DPROGRAM='"%t.counter"' -DFILE_NAME='"%t.file"' %s -o %t && %run %t
// RUN: %cc -DTWIN -DPROGRAM='"%t.counter"' -DFILE_NAME='"%t.file"' %s -o %t.twin && not --crash %t.twin
#include "inputs/shared.h"

#ifdef TWIN
static const char expected[] = "too";
#else
static const char expected[] = "two";
#endif

static int is_second(const valdi_hit *hit, void *argument) {
    (*(int *)argument)++;
    assert(valdi_hit_find(hit, "who") == 1 && !strcmp(valdi_hit_value_type(hit, 1), "const char *"));
    assert(!strcmp(valdi_hit_name(hit), "read_counter") && valdi_hit_line(hit));
    return !strcmp(valdi_hit_text(hit, 1), expected) && valdi_hit_integer(hit, VALDI_RESULT) == 1;
}

int main(void) {
    int *counter = share_file(FILE_NAME, sizeof *counter), tries = 0;
    char *first[] = {PROGRAM, FILE_NAME, "1", "one", "7", NULL},
         *second[] = {PROGRAM, FILE_NAME, "2", "two", NULL};
    valdi_starter *one = valdi_starter_exec("one", first);
    valdi_starter *two = valdi_starter_exec("two", second);
    valdi_checkpoint *writes = valdi_checkpoint_before(one, "write_counter");
    valdi_checkpoint *again =
        valdi_checkpoint_when(valdi_checkpoint_after(two, "read_counter"), is_second, &tries);
    valdi_checkpoint *end = valdi_checkpoint_finished(one);
    valdi_checkpoint *more = valdi_checkpoint_nth(valdi_checkpoint_after(two, "write_counter"), 2);
    valdi_runner *runner =
        runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(writes, again, end, more)));
    assert(valdi_runner_next(runner) == writes && *counter == 0);
    assert(valdi_runner_next(runner) == again && *counter == 1 && tries == 2);
    assert(valdi_runner_next(runner) == end && *counter == 1 && tries == 2);
    assert(WEXITSTATUS(valdi_starter_status(one)) == 7);
    assert(valdi_runner_next(runner) == more && *counter == 2);
    assert(!strcmp(finish(runner), "held"));
}
