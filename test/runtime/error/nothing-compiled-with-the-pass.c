// A program with no site at all is told that nothing was compiled with the pass.
// RUN: %plain-clang %san -I%prefix/include %s -L%prefix/lib -Wl,-rpath,%prefix/lib -lvaldi -o %t && %run %t | FileCheck %s
// CHECK: nothing here was compiled with Valdi's pass: use valdi-clang, or clang -fpass-plugin=.../ValdiPass.so
#include "../inputs/machine.h"

int main(void) {
    struct machine machine = {""};
    valdi_starter *one = valdi_starter_thread("one", three_phases, &machine);
    assert(!valdi_checkpoint_before(one, "first_phase"));
    puts(valdi_error());
    valdi_starter_free(one);
}
