// valdi points --only, --except and --kind choose points as checkpoint files do: by any spelling, as a whole, also with the file.
// RUN: printf '[before]\nfun:Account::*\nfun:push*\nfun:puts\n' >%t.checkpoints && %cxx -fvaldi-checkpoint-file=%t.checkpoints %s -o %t
// RUN: valdi points --only 'Account::deposit' %t | FileCheck %s --check-prefix=DEPOSITS
// RUN: valdi points --only '*dep?sit*' %t | FileCheck %s --check-prefix=DEPOSITS
// DEPOSITS:      before Account::deposit(int)
// DEPOSITS-NEXT: before Account::deposit(long)
// DEPOSITS-NOT:  {{^(before|at) }}
// RUN: valdi points --only 'Account::deposit(int)' %t | FileCheck %s --check-prefix=SIGNATURE
// RUN: valdi points --only _ZN7Account7depositEi %t | FileCheck %s --check-prefix=SIGNATURE
// RUN: valdi points --only '*deposit*' --except '*(long)' %t | FileCheck %s --check-prefix=SIGNATURE
// SIGNATURE:     before Account::deposit(int)
// SIGNATURE-NOT:  {{^(before|at) }}
// RUN: valdi points --only 'only-and-except-*.cpp:push' --only 'queue:*' %t | FileCheck %s --check-prefix=BOTH
// RUN: valdi points --only 'push' --only 'queue:full' --except nothing %t | FileCheck %s --check-prefix=BOTH
// BOTH:      before push()
// BOTH-NEXT: at     queue:full
// BOTH-NOT:  {{^(before|at) }}
// RUN: valdi points --kind at %t | FileCheck %s --check-prefix=MARKER
// MARKER:      at     queue:full
// MARKER-NOT:  {{^(before|at) }}

// Brackets are no classes of characters, as they are in a shell.
// RUN: valdi points --only 'Account::operator[]' %t | FileCheck %s --check-prefix=BRACKETS
// BRACKETS:     before Account::operator[](int)
// BRACKETS-NOT:  {{^(before|at) }}

// What is chosen by a marker's function is not the marker, nor is a part of a name a name.
// RUN: sh -c 'valdi points --only main %t; echo $?; valdi points --only other.cpp:push %t; echo $?' 2>&1 | FileCheck %s --check-prefix=NONE
// NONE:      valdi: {{.*}}.tmp: no points: none of those in it was asked for
// NONE-NEXT: 1
// NONE-NEXT: valdi: {{.*}}.tmp: no points: none of those in it was asked for
// NONE-NEXT: 1
// RUN: not valdi points --only pus --json %t 2>/dev/null | FileCheck %s --check-prefix=EMPTY
// EMPTY: "points": []
#include <stdio.h>
#include <valdi/checkpoint.h>

struct Account {
    int deposit(int amount) {
        return amount;
    }
    int deposit(long amount) {
        return amount;
    }
    int operator[](int index) {
        return index;
    }
};

static void push() {
}

int main() {
    Account account;
    push();
    VALDI_POINT("queue:full");
    puts("x");
    return account.deposit(1) + account.deposit(1L) + account[0];
}
