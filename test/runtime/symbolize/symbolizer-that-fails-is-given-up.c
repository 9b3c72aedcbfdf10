// A symbolizer that hangs, ends, talks nonsense or never stops talking costs the names, and no more time than is given.
// RUN: rm -rf %t && mkdir %t && cd %t && %cc -I%source %s %prefix/lib/libvaldi.a -o program
// RUN: write() { printf '#!/bin/sh\n%%s\n' "$2" >$1 && chmod +x $1; }; write hangs 'exec sleep 1000'; write deaf 'exec <&-; exec sleep 1000'; write ends 'exit 1'; write ends-later 'read line; exit 1'; write silent 'exec >&-; exec sleep 1000'; write halts 'read line; printf "bank.lock\\n"; exec sleep 1000'; write killed 'kill -9 $$'; write floods 'exec yes'; write blank 'while echo; do :; done'; write stubborn 'trap "" TERM INT HUP; while :; do sleep 1; done'; write nonsense 'while read line; do printf "one\\n"; done'; write numbers 'while read line; do printf "12\\n-1 99999999999999999999\\n\\n"; done'; write words 'while read line; do printf "a b c\\nd e f\\n\\n"; done'; write bytes 'while read line; do printf "\\000\\001\\n\\377:\\000:\\n\\n"; done'; write long 'while read line; do printf "%%060000d\\n\\n" 1; done'
// RUN: for how in ./*s ./deaf ./ends-later ./silent ./killed ./blank ./stubborn ./nonsense ./long; do timeout 20 ./program $how || { echo $how; exit 1; }; done
// RUN: printf 'not a program' >text && chmod +x text && ./program ./text && ./program . && ./program ./none
#define _GNU_SOURCE
#undef NDEBUG
#include "runtime/runtime.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/wait.h>

static int variable;

int main(int count, char **arguments) {
    struct valdi__symbolizer symbolizer;
    struct valdi__place place;
    char text[80];
    uint64_t began = valdi__clock_now();
    valdi__symbolizer_open(&symbolizer, arguments[count - 1]);
    symbolizer.patience = (struct timespec){.tv_nsec = 300000000};
    for (int i = 0; i < 20; i++) {
        valdi__symbolize_data(&symbolizer, (uintptr_t)&variable, text, sizeof text);
        assert(!strncmp(text, "program+0x", 10));
        valdi__symbolize_code(&symbolizer, (uintptr_t)main, &place);
        assert(place.function[0] && !place.line);
    }
    valdi__symbolizer_close(&symbolizer);
    assert(valdi__clock_now() - began < 5000000000);
    assert(waitpid(-1, NULL, __WALL) < 0 && errno == ECHILD);
}
