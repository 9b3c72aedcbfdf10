// A checkpoint file that is missing, or is a directory, is an error that names it.
//
// RUN: rm -rf %t.o %t.missing %t.directory && mkdir %t.directory
// RUN: not %plain-clang -fplugin=%plugin -fpass-plugin=%plugin -mllvm -valdi-checkpoint-file=%t.missing -c %s -o %t.o \
// RUN:     2>&1 | FileCheck --check-prefix=MISSING %s
// RUN: env VALDI_CHECKPOINT_FILE=%t.directory not %plain-clang -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | \
// RUN:     FileCheck --check-prefix=DIRECTORY %s
// RUN: test ! -e %t.o

// MISSING:   error: cannot read checkpoint file '{{.*}}.missing': No such file or directory
// DIRECTORY: error: cannot read checkpoint file '{{.*}}.directory': Is a directory
void f(void) {
}
