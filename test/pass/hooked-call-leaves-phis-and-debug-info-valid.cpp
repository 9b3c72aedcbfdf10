// Calls and invokes whose results meet in a PHI are hooked, and the module is valid, with debug information too.
//
// RUN: printf '[both]\nfun:vendor\n' >%t.checkpoints
// RUN: for g in "" -g; do %plain-clang $g -O1 -S -emit-llvm -Xclang -disable-llvm-passes %s -o %t.ll && \
// RUN:     env VALDI_CHECKPOINT_FILE=%t.checkpoints opt -load-pass-plugin=%plugin \
// RUN:         -passes='function(mem2reg,simplifycfg),valdi,verify,always-inline,verify,default<O2>,verify' -S %t.ll -o - | \
// RUN:     FileCheck %s || exit 1; done
int vendor(int number);
void use(int number);

struct guard {
    ~guard();
};

// CHECK-LABEL: define {{.*}}choose
// CHECK-NOT:   @valdi.call
// CHECK:       call preserve_mostcc void @__valdi_hit
// CHECK-NOT:   @valdi.call
// CHECK:       {{^}}}
int choose(bool first, bool second) {
    guard g;
    int number = first ? vendor(1) : second ? vendor(2) : vendor(3) || vendor(4);
    try {
        number += second ? vendor(5) : 6;
    } catch (int thrown) {
        number = thrown;
    }
    return number;
}
