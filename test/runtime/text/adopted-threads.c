// Lines "starter" adopt threads that the program creates; the test brings others, or none.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
#include "inputs/teller.h"

VALDI_CHECKPOINT static void *teller(void *who) {
    return pay_in(who);
}

static void *open_bank(void *argument) {
    pthread_t tellers[2];
    for (int i = 0; i < 2; i++)
        pthread_create(&tellers[i], NULL, teller, i ? "bob" : "alice");
    for (int i = 0; i < 2; i++)
        pthread_join(tellers[i], NULL);
    return argument;
}

static const char order[] = "starter alice = thread teller\n"
                            "starter bob = thread teller/2\n"
                            "alice after read_balance\n"
                            "bob after deposit/3\n"
                            "alice after write_balance\n";

int main(void) {
    valdi_starter *bank = valdi_starter_thread("bank", open_bank, NULL);
    char text[400];
    snprintf(text, sizeof text, "bank blocked\n%s", order);
    valdi_runner *runner = valdi_runner_parse(VALDI_STARTERS(bank), text);
    assert(runner && reaches(runner, "bank blocked"));
    assert(reaches(runner, "alice after read_balance"));
    assert(reaches(runner, "bob after deposit/3") && balance == 160);
    assert(reaches(runner, "alice after write_balance") && balance == 110);
    assert(finish(runner) == VALDI_HELD && balance == 160);

    /* The test's own thread creates them; it is no starter. */
    valdi_starter *const nobody[] = {NULL};
    valdi_starter *const *none[] = {nobody, NULL, VALDI_STARTERS()};
    for (int i = 0; i < 3; i++) {
        balance = 100;
        runner = valdi_runner_parse(none[i], order);
        assert(runner);
        pthread_t tellers[2];
        for (int j = 0; j < 2; j++)
            pthread_create(&tellers[j], NULL, teller, j ? "bob" : "alice");
        assert(reaches(runner, "alice after read_balance"));
        assert(reaches(runner, "bob after deposit/3") && balance == 160);
        assert(finish(runner) == VALDI_HELD && balance == 160);
        for (int j = 0; j < 2; j++)
            pthread_join(tellers[j], NULL);
    }

    // CHECK: valdi: order infeasible at step 2 of 3: third cannot reach "started": it was not created
    bank = valdi_starter_thread("bank", open_bank, NULL);
    runner = valdi_runner_parse(
        VALDI_STARTERS(bank), "starter third = thread teller/3\nbank started\nthird started\nbank finished");
    assert(runner && finish(runner) == VALDI_INFEASIBLE);
}
