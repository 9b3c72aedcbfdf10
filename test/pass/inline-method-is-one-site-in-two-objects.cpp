// An inline method and a marker in an inline function are one site each, in however many objects emit or inline them.
//
// RUN: %cxx -O0 -DELSEWHERE -c %s -o %t-0.o && %cxx -O2 -DELSEWHERE -c %s -o %t-2.o
// RUN: for ld in bfd lld; do for o in 0 2; do \
// RUN:     %cxx -O$o -fuse-ld=$ld %s %t-$o.o %S/inputs/trace.cpp -I%S/inputs -o %t && %t | FileCheck %s || exit 1; \
// RUN: done; done
#include <valdi/checkpoint.h>

struct account {
    int balance;
    VALDI_CHECKPOINT void deposit(int amount) {
        balance += amount;
    }
};

inline void log_balance(const account &) {
    VALDI_POINT("logged");
}

void elsewhere(account &a);

#ifdef ELSEWHERE
void elsewhere(account &a) {
    a.deposit(2);
    log_balance(a);
}
#else
#include <trace.h>

// CHECK-DAG:  site: before "account::deposit"
// CHECK-DAG:  site: after "account::deposit" symbol=_ZN7account7depositEi signature="account::deposit(int)"
// CHECK-DAG:  site: at "logged" symbol=_Z11log_balanceRK7account signature="log_balance(account const&)"
// CHECK-NOT:  site:
// CHECK:      hit: before account::deposit
// CHECK-NEXT: hit: after account::deposit
// CHECK-NEXT: hit: at logged
// CHECK-NEXT: hit: before account::deposit
// CHECK-NEXT: hit: after account::deposit
// CHECK-NEXT: hit: at logged
int main() {
    valdi_trace_list();
    account a{0};
    a.deposit(1);
    log_balance(a);
    elsewhere(a);
}
#endif
