// Hooks leave a function the floating point it was compiled for.
//
// RUN: printf '[both]\nfun:sum\nfun:vendor\n' >%t.checkpoints
// RUN: env VALDI_CHECKPOINT_FILE=%t.checkpoints %plain-clang -O1 -ffast-math -S -emit-llvm -fpass-plugin=%plugin %s -o - \
// RUN:     | FileCheck %s --implicit-check-not='"={{"?}}false"' --implicit-check-not='-math"="false"'
// CHECK: "no-nans-fp-math"="true"
double vendor(double x);

double sum(const double *numbers, int count) {
    double result = 0;
    for (int i = 0; i < count; i++)
        result += vendor(numbers[i]);
    return result;
}
