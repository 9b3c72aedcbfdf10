// Addresses become functions and variables with valdi, variables without their members with llvm-symbolizer alone, and
// with neither what the memory map knows.
// UNSUPPORTED: sanitized
// RUN: rm -rf %t && mkdir %t && cd %t
// RUN: %cc -I%source %s %prefix/lib/libvaldi.a -o program && ./program | FileCheck %s --check-prefixes=CHECK,NAMES,VALDI
// RUN: %cc -I%source %s %prefix/lib/libvaldi.a -fPIE -pie -O2 -o program && ./program valdi | FileCheck %s --check-prefixes=CHECK,NAMES,VALDI
// RUN: for linker in %linkers; do %cc -I%source %s %prefix/lib/libvaldi.a -fno-pie -no-pie -fuse-ld=$linker -o program && ./program %prefix/bin/valdi | FileCheck %s --check-prefixes=CHECK,NAMES,VALDI || exit 1; done
// RUN: ./program llvm-symbolizer | FileCheck %s --check-prefixes=CHECK,NAMES,LLVM
// RUN: mkdir bin && ln -s $(which llvm-symbolizer) bin/llvm-symbolizer-19 && env PATH=%t/none::%t/bin ./program | FileCheck %s --check-prefixes=CHECK,NAMES,LLVM
// RUN: env PATH=%t/none ./program >out && FileCheck %s --check-prefixes=CHECK,NUMBERS <out
// RUN: ./program "" | FileCheck %s --check-prefixes=CHECK,NUMBERS
// RUN: ./program no-such-program | FileCheck %s --check-prefixes=CHECK,NUMBERS
// RUN: ./program ./program.c | FileCheck %s --check-prefixes=CHECK,NUMBERS
// RUN: cp program 'with "quotes"' && './with "quotes"' | FileCheck %s --check-prefixes=CHECK,QUOTES
// RUN: cp program 'with blank' && './with blank' | FileCheck %s --check-prefixes=CHECK,NAMES,VALDI
#define _GNU_SOURCE
#include "runtime/runtime.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct bank {
    pthread_mutex_t lock;
    char name[8];
} bank = {.name = "first"}, banks[4];

__attribute__((noinline)) int deposit(int amount) {
    return amount + bank.name[amount & 3];
}

static struct valdi__symbolizer symbolizer;

static void show_data(const void *address) {
    char text[80];
    valdi__symbolize_data(&symbolizer, (uintptr_t)address, text, sizeof text);
    printf("%s\n", text);
}

static void show_code(const void *address) {
    struct valdi__place place;
    valdi__symbolize_code(&symbolizer, (uintptr_t)address, &place);
    printf("%s at %s:%u\n", place.function, place.file, place.line);
}

static void *on_own_stack(void *wanted) {
    int local = 0;
    show_data(&local);
    return wanted;
}

int main(int count, char **arguments) {
    setvbuf(stdout, NULL, _IONBF, 0);
    int local = deposit(count), file = memfd_create("shared", 0);
    char *shared = mmap(NULL, 4096, PROT_READ, MAP_SHARED, file, 0);
    void *small = malloc(40), *large = malloc(1 << 20);
    pthread_t thread;
    valdi__symbolizer_open(&symbolizer, count > 1 ? arguments[1] : NULL);
    // VALDI:   {{^}}bank.lock{{$}}
    // LLVM:    {{^}}bank{{$}}
    // NUMBERS: {{^}}program+0x{{[0-9a-f]+}}{{$}}
    // QUOTES:  {{^}}with "quotes"+0x{{[0-9a-f]+}}{{$}}
    show_data(&bank);
    // VALDI:   {{^}}bank.lock+8{{$}}
    // LLVM:    {{^}}bank+8{{$}}
    show_data((char *)&bank + 8);
    // VALDI:   {{^}}banks[3].name[2]{{$}}
    // LLVM:    {{^}}banks+{{[0-9]+}}{{$}}
    show_data(&banks[3].name[2]);
    // NAMES:   {{^}}deposit at {{.*}}addresses-become-names.c:{{29|30}}{{$}}
    // NUMBERS: {{^}}program+0x{{[0-9a-f]+}} at :0{{$}}
    show_code((char *)deposit);
    // CHECK:   {{^(_IO_2_1_stderr_|libc.so.6\+0x)}}
    show_data(stderr);
    // CHECK:   {{^}}heap at 0x{{[0-9a-f]+}}{{$}}
    show_data(small);
    // CHECK:   {{^}}heap at 0x{{[0-9a-f]+}}{{$}}
    show_data(large);
    // CHECK:   {{^}}stack at 0x{{[0-9a-f]+}}{{$}}
    show_data(&local);
    // CHECK:   {{^}}{{memory|stack}} at 0x{{[0-9a-f]+}}{{$}}
    pthread_create(&thread, NULL, on_own_stack, NULL);
    pthread_join(thread, NULL);
    // CHECK:   {{^}}memfd:shared+0x10{{$}}
    show_data(shared + 16);
    // CHECK:   {{^}}0x8{{$}}
    show_data((void *)8);
    // CHECK:   {{^}}0xfffffffffffffff0{{$}}
    show_data((void *)-16);
    valdi__symbolizer_close(&symbolizer);
}
