// In a shared library the runtime finds valdi in its own installation, which need not be on PATH.
// RUN: rm -rf %t && mkdir -p %t/lib %t/bin && ln -s %prefix/bin/valdi %t/bin
// RUN: %cc -I%source -fPIC -shared %S/inputs/name.c -Wl,--whole-archive %prefix/lib/libvaldi.a -Wl,--no-whole-archive -Wl,-soname,libvaldi.so.0 -o %t/lib/libvaldi.so.0
// RUN: %plain-clang -g %san %s %t/lib/libvaldi.so.0 -Wl,-rpath,%t/lib -o %t/program && env PATH=/none %t/program | FileCheck %s
// RUN: rm %t/bin/valdi && env PATH=/none %t/program | FileCheck %s --check-prefix=WITHOUT
// CHECK: {{^}}bank.balance{{$}}
// WITHOUT: {{^}}program+0x
struct {
    int number, balance;
} bank = {1, 2};

void show(const void *address);

int main(void) {
    show(&bank.balance);
}
