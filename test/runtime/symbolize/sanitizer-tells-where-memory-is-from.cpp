// With AddressSanitizer or ThreadSanitizer in the program, heap memory is told by the function that allocated it.
// REQUIRES: sanitizer-runtimes
// RUN: for sanitizer in address thread; do %cxx -I%source -fsanitize=$sanitizer -xc %S/inputs/name.c -xnone %s %prefix/lib/libvaldi.a -o %t && env ASAN_OPTIONS=detect_leaks=0 %t | FileCheck %s || exit 1; done
// RUN: %cxx -I%source -fsanitize=address -xc %S/inputs/name.c -xnone %s %prefix/lib/libvaldi.a -o %t && env ASAN_OPTIONS=detect_leaks=0 PATH=/none %t | FileCheck %s --check-prefix=NUMBERS
// NUMBERS: {{^}}heap at 0x
#include <cstdlib>
#include <thread>
#include <vector>

extern "C" void show(const void *address);

__attribute__((noinline)) static char *open_bank() {
    return static_cast<char *>(malloc(40));
}

int main() {
    int local = 0;
    // CHECK:      {{^}}heap at malloc in open_bank(), sanitizer-tells-where-memory-is-from.cpp:13{{$}}
    show(open_bank() + 8);
    // CHECK-NEXT: {{^}}heap at operator new in main, sanitizer-tells-where-memory-is-from.cpp:[[@LINE+1]]{{$}}
    std::vector<int> accounts(100);
    show(&accounts[5]);
    // CHECK-NEXT: {{^}}stack at 0x
    show(&local);
    // CHECK-NEXT: {{^}}stack at 0x
    std::thread([] {
        int mine = 0;
        show(&mine);
    }).join();
    char *freed = open_bank();
    free(freed);
    // CHECK-NEXT: 0x
    show(reinterpret_cast<void *>(8));
}
