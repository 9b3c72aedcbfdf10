// valdi points lists every point with its place, without running the program; inline copies of one stand once.
// RUN: printf '[both]\nfun:puts\n[before]\nfun:Account::*\n' >%t.checkpoints
// RUN: %cxx -x c++ -fvaldi-checkpoint-file=%t.checkpoints %s -o %t && valdi points %t | FileCheck %s --match-full-lines --strict-whitespace
// RUN: llvm-strip %t -o %t.stripped && valdi points %t.stripped | FileCheck %s --match-full-lines --strict-whitespace
// RUN: %cxx -x c++ -O2 -fPIC -shared -fvaldi-checkpoint-file=%t.checkpoints %s -o %t.so && valdi points %t.so | FileCheck %s --match-full-lines --strict-whitespace
//      CHECK:before  Account::deposit(int)  {{.*}}lists-what-is-in-the-file.c:[[#@LINE+8]]
// CHECK-NEXT:at      queue:full             {{.*}}lists-what-is-in-the-file.c:[[#@LINE+14]]:5
// CHECK-NEXT:before  puts                   {{.*}}lists-what-is-in-the-file.c:[[#@LINE+14]]:5  call
// CHECK-NEXT:after   puts                   {{.*}}lists-what-is-in-the-file.c:[[#@LINE+13]]:5  call
// CHECK-NOT:{{.}}
#include <stdio.h>
#include <valdi/checkpoint.h>
struct Account {
    int deposit(int amount) {
        return amount + 1;
    }
};

int main() {
    Account account;
    VALDI_POINT("queue:full");
    puts("x");
    return account.deposit(-1);
}
