// A C++ function is listed by qualified name, which takes all overloads, by signature, or by mangled name.
//
// RUN: printf '[before]\nfun:bank::teller::pay\nfun:bank::audit(int)\nfun:_ZN4bank5auditEPKc\nfun:main\nfun:c_name\n' \
// RUN:     >%t.checkpoints
// RUN: printf '[after]\nfun:bank::operator+(bank::teller const&, int)\nfun:(anonymous namespace)::*\n' >>%t.checkpoints
// RUN: %cxx -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.cpp -o %t
// RUN: %t | FileCheck --implicit-check-not=hit %s
namespace bank {
struct teller {
    void pay(int) {
    }
    void pay(int, int) const {
    }
};
void audit(int) {
}
void audit(const char *) {
}
void audit(double) {
}
int operator+(const teller &, int number) {
    return number;
}
} // namespace bank

namespace {
void hidden() {
}
} // namespace

extern "C" void c_name() {
}

// CHECK:      hit: before main
// CHECK-NEXT: hit: before bank::teller::pay
// CHECK-NEXT: hit: before bank::teller::pay
// CHECK-NEXT: hit: before bank::audit
// CHECK-NEXT: hit: before bank::audit
// CHECK-NEXT: hit: after bank::operator+
// CHECK-NEXT: hit: after (anonymous namespace)::hidden
// CHECK-NEXT: hit: before c_name
int main() {
    bank::teller t;
    t.pay(1);
    t.pay(1, 2);
    bank::audit(1);
    bank::audit("");
    bank::audit(1.0);
    (void)(t + 1);
    hidden();
    c_name();
}
