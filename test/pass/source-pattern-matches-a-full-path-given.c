// src: with a full path takes a file whose full path is what the compiler was given.
//
// RUN: rm -rf %t && mkdir -p %t/source %t/build && cp %s %t/source/page.c && cd %t/build
// RUN: printf '[after]\nsrc:%%s/source/*\n' "$(dirname "$PWD")" >full
// RUN: %plain-clang -c -fplugin=%plugin -fpass-plugin=%plugin -mllvm -valdi-checkpoint-file=full \
// RUN:     "$(dirname "$PWD")/source/page.c"
// RUN: llvm-nm page.o | FileCheck %s

// CHECK: U __valdi_hit
void read_page(void) {
}
