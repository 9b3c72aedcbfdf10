// An option of VALDI_OPTIONS that does not exist, or makes no sense, is an error of the runner that names it.
// RUN: %cc %s -o %t
// RUN: env VALDI_OPTIONS=verbose=1 %t 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: env VALDI_OPTIONS=backstop=5:verbosity %t 2>&1 | FileCheck %s --check-prefix=BARE
// RUN: env VALDI_OPTIONS=verbosity=2 %t 2>&1 | FileCheck %s --check-prefix=MUCH
// RUN: env VALDI_OPTIONS=backstop=5s %t 2>&1 | FileCheck %s --check-prefix=UNIT
// RUN: env VALDI_OPTIONS=backstop=-1 %t 2>&1 | FileCheck %s --check-prefix=NEGATIVE
// RUN: env VALDI_OPTIONS=symbolizer= %t 2>&1 | FileCheck %s --check-prefix=EMPTY
// RUN: env VALDI_OPTIONS='backstop=5, verbosity=0:' %t 2>&1 | FileCheck %s --check-prefix=GOOD
// RUN: env VALDI_OPTIONS= %t 2>&1 | FileCheck %s --check-prefix=GOOD
// UNKNOWN: {{^}}VALDI_OPTIONS: unknown option "verbose"; there are {{.*}}backstop
// BARE: {{^}}VALDI_OPTIONS: {{.*}}verbosity
// MUCH: {{^}}VALDI_OPTIONS: verbosity=2 is not a number from 0 to 1{{$}}
// UNIT: {{^}}VALDI_OPTIONS: backstop=5s is not a number from 0 to
// NEGATIVE: {{^}}VALDI_OPTIONS: backstop=-1 is not a number from 0 to
// EMPTY: {{^}}VALDI_OPTIONS: symbolizer is empty{{$}}
// GOOD: {{^}}held{{$}}
#include "../inputs/machine.h"

int main(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", two_phases, &machine);
    valdi_checkpoint *after = valdi_checkpoint_after(one, "first_phase");
    valdi_runner *runner = valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(after));
    puts(runner ? valdi_verdict_name(valdi_runner_finish(runner)) : valdi_error());
    valdi_runner_free(runner);
}
