// Without DWARF symbols answer, without symbols nothing does; debug information in a file of its own is found.
// RUN: rm -rf %t && mkdir -p %t/.debug && cd %t
// RUN: %plain-clang -g -fPIE -pie -Wl,--build-id=none %s -o whole && ./whole whole >ask && valdi symbolize <ask | FileCheck %s --check-prefix=WHOLE
// RUN: llvm-strip -g whole -o symbols && ./symbols symbols | valdi symbolize | FileCheck %s --check-prefix=SYMBOLS
// RUN: llvm-strip whole -o bare && ./bare bare | valdi symbolize | FileCheck %s --check-prefix=BARE
// RUN: llvm-objcopy --only-keep-debug whole .debug/bare.debug && llvm-objcopy --add-gnu-debuglink=.debug/bare.debug bare && ./bare bare | valdi symbolize | FileCheck %s --check-prefix=WHOLE
// RUN: %plain-clang -g -gsplit-dwarf -fPIE -pie %s -o split && rm *.dwo && ./split split | valdi symbolize 2>&1 | FileCheck %s --check-prefix=SPLIT
#include "inputs/ask.h"

struct {
    int number, balance;
} bank = {1, 2};

void deposit(void) {
}

int main(int count, char **arguments) {
    own_path = arguments[count - 1];
    ask("CODE", (char *)deposit);
    ask("DATA", &bank.balance);
    ask("DATA", __executable_start + 1);
    ask("CODE", __executable_start + 1);
    ask("CODE", __executable_start + (1 << 30));
}
// WHOLE:      {{^}}deposit{{$}}
// WHOLE-NEXT: {{.*}}symbols-answer-without-debug-information.c:14:0
// WHOLE-EMPTY:
// WHOLE-NEXT: {{^}}bank.balance{{$}}
// WHOLE-NEXT: {{^[0-9]+}} 4{{$}}

// SYMBOLS:      {{^}}deposit{{$}}
// SYMBOLS-NEXT: {{^}}??:0:0{{$}}
// SYMBOLS-EMPTY:
// SYMBOLS-NEXT: {{^}}bank{{$}}
// SYMBOLS-NEXT: {{^[0-9]+}} 8{{$}}

// SPLIT:      {{^}}deposit{{$}}
// SPLIT-NEXT: {{.*}}symbols-answer-without-debug-information.c:14:0
// SPLIT-EMPTY:
// SPLIT-NEXT: {{^}}bank{{$}}

// BARE:      {{^}}??{{$}}
// BARE-NEXT: {{^}}??:0:0{{$}}
// BARE-EMPTY:
// BARE-NEXT: {{^}}??{{$}}
// BARE-NEXT: {{^}}0 0{{$}}
// BARE-EMPTY:
// BARE-NEXT: {{^}}??{{$}}
// BARE-NEXT: {{^}}0 0{{$}}
// BARE-EMPTY:
// BARE-NEXT: {{^}}??{{$}}
// BARE-NEXT: {{^}}??:0:0{{$}}
// BARE-EMPTY:
// BARE-NEXT: {{^}}??{{$}}
// BARE-NEXT: {{^}}??:0:0{{$}}
