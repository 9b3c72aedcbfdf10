/* What an idle hook adds to a call: equal loops (call_loop.c) call the same function compiled in several ways
 * (call.c). */
#include "bench.h"

enum { CALLS = 50 * 1000 * 1000, ROUNDS = 21 };

typedef int loop(int calls);
loop call_plain_loop, call_before_loop, call_both_loop, call_xray_loop, call_instrumented_loop;

/* The empty hooks of -finstrument-functions. */
void __cyg_profile_func_enter(void *callee, void *caller) {
    (void)callee, (void)caller;
}

void __cyg_profile_func_exit(void *callee, void *caller) {
    (void)callee, (void)caller;
}

static double measure(const void *argument) {
    loop *const *calls = argument;
    static int expected;
    double began = bench_now(CLOCK_THREAD_CPUTIME_ID);
    int sum = (*calls)(CALLS);
    double ended = bench_now(CLOCK_THREAD_CPUTIME_ID);
    bench_require(!expected || sum == expected, "the ways of compiling a function do not compute the same");
    expected = sum;
    return (ended - began) / CALLS;
}

int main(void) {
    static loop *const loops[] = {call_plain_loop, call_before_loop, call_both_loop, call_xray_loop,
                                  call_instrumented_loop};
    struct bench_variant variants[] = {
        {"no hook", measure, &loops[0], {}},
        {"idle hook before", measure, &loops[1], {}},
        {"idle hooks before and after", measure, &loops[2], {}},
        {"XRay's sleds, unpatched", measure, &loops[3], {}},
        {"`-finstrument-functions`, empty hooks", measure, &loops[4], {}},
    };
    int count = sizeof variants / sizeof *variants;
    bench_pin(true);
    bench_run(variants, count, ROUNDS);
    bench_print(variants, count, 1, "ns");
}
