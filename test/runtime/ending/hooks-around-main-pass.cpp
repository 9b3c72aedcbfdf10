// Hooks before main and behind its end, in constructors, exit handlers and destructors, pass, also in mid-order.
// RUN: %cxx %s -o %t && %run %t 2>&1 | FileCheck %s --check-prefixes=CHECK,ALL
// RUN: %run sh -c '%t unfinished; echo status $?' 2>&1 | FileCheck %s --check-prefixes=ALL,MID
// ALL: constructor
// ALL-NEXT: initialiser
// CHECK-NEXT: held
// MID-NEXT: valdi: the process ended with an order undecided at step 2 of 2
// ALL-NEXT: local destructor
// ALL-NEXT: atexit
// ALL-NEXT: on_exit
// ALL-NEXT: global destructor
// ALL-NEXT: destructor
// MID-NEXT: status 1
#include "../inputs/machine.h"
#include <cstdlib>
#include <string>

static void pass(const char *where) {
    machine machine = {""};
    two_phases(&machine);
    fprintf(stderr, "%s\n", where);
}

__attribute__((constructor)) static void before() {
    pass("constructor");
}

__attribute__((destructor)) static void behind() {
    pass("destructor");
}

struct object {
    std::string end;
    object(const char *begin, const char *end) : end(end) {
        if (begin)
            pass(begin);
    }
    ~object() {
        pass(end.c_str());
    }
};

static object global("initialiser", "global destructor");

static void handle_status(int, void *) {
    pass("on_exit");
}

static void handle() {
    pass("atexit");
}

static machine first, second;

int main(int count, char **) {
    static valdi_runner *runner;
    on_exit(handle_status, nullptr);
    std::atexit(handle);
    static object local(nullptr, "local destructor");
    valdi_starter *one = valdi_starter_thread("one", two_phases, &first);
    valdi_starter *two = valdi_starter_thread("two", two_phases, &second);
    valdi_checkpoint *a = valdi_checkpoint_after(one, "first_phase");
    valdi_checkpoint *b = valdi_checkpoint_after(two, "second_phase");
    runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(one, two), VALDI_ORDER(a, b)));
    assert(valdi_runner_next(runner) == a);
    if (count > 1)
        return 0;
    fprintf(stderr, "%s\n", valdi_verdict_name(valdi_runner_finish(runner)));
    valdi_runner_free(runner);
}
