// valdi points --check names the entries that matched nothing in the whole program, not those that did in one file.
// RUN: printf '[both]\nfun:first\nfun:second\nfun:thrid\n[never]\nsrc:nowhere/*\n[after]\nsrc:*/elsewhere.c\n' >%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints -DOTHER -c %s -o %t.other.o
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s %t.other.o -o %t
// RUN: not valdi points --check %t | FileCheck %s
// CHECK: .checkpoints:4: "fun:thrid" matches nothing in {{.*}}
// CHECK-NEXT: .checkpoints:8: "src:*/elsewhere.c" matches nothing in {{.*}}
// CHECK-NOT: {{.}}
// RUN: not valdi points --check --json %t | FileCheck %s --check-prefix=JSON
// JSON:      "dead_entries": [
// JSON:      "file": "{{.*}}.checkpoints",
// JSON-NEXT: "line": 4,
// JSON-NEXT: "entry": "fun:thrid"
// JSON:      "line": 8,
// RUN: printf '[both]\nfun:first\nfun:second\n' >%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints -DOTHER -c %s -o %t.other.o
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints %s %t.other.o -o %t && valdi points --check %t | count 0
// What a library matched is not dead: its file is given beside the program's.
// RUN: printf '[both]\nfun:first\n[after]\nfun:first\nfun:third\n' >%t.checkpoints
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints -DOTHER -shared -fPIC %s -o %t.so
// RUN: %cc -fvaldi-checkpoint-file=%t.checkpoints -DALONE %s -o %t
// RUN: not valdi points --check %t | FileCheck %s --check-prefix=ALONE
// ALONE-COUNT-3: matches nothing in
// RUN: not valdi points --check %t %t.so | FileCheck %s --check-prefix=BOTH
// BOTH-NOT: first
// BOTH:     :5: "fun:third" matches nothing in {{.*}}.tmp and the other files
// BOTH-NOT: {{.}}
#ifdef OTHER
void first(void) {
}
#elif defined(ALONE)
int main(void) {
}
#else
void first(void);
static void second(void) {
    first();
}

int main(void) {
    second();
}
#endif
