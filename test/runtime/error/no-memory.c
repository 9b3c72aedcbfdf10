// Whichever allocation fails, there is a verdict or an error, and no crash.
// UNSUPPORTED: sanitized
// RUN: %cc %s -o %t && for n in $(seq 0 40); do %t $n >%t.out || exit 1; done && FileCheck %s <%t.out
// CHECK: held
#include "../inputs/machine.h"
#include <errno.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);

static int left = -1; /* allocations until one fails */

static int fails(void) {
    if (left < 0 || left-- > 0)
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size) {
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails() ? NULL : __libc_calloc(count, size);
}

int main(int count, char **arguments) {
    struct machine first = {""}, second = {""};
    left = atoi(arguments[count - 1]);
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_before(one, "first_phase"),
                     *b = valdi_checkpoint_after(two, "first_phase");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b));
    const char *text = runner ? valdi_verdict_name(valdi_runner_finish(runner)) : valdi_error();
    const char *report = valdi_runner_explain(runner);
    left = -1;
    assert(*text && *report);
    puts(runner ? "held" : text);
    valdi_runner_free(runner);
}
