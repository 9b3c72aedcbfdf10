// A Rust program is held to an order of Rust paths: functions, a trait's method, a generic, a closure.
//
// REQUIRES: rustc
// RUN: printf '[both]\nfun:bank::teller::*\nfun:<bank::Account as bank::Ledger>::deposit\n' >%t.checkpoints
// RUN: printf 'fun:bank::twice\nfun:bank::Account::fee\nfun:*::deposit::{*closure*}\n' >>%t.checkpoints
// RUN: for o in "opt-level=0" "opt-level=2" "opt-level=3" "opt-level=3 -C codegen-units=1" "panic=abort"; \
// RUN:     do %rustc -C $o --crate-name bank %s -o %t && %run %t || exit 1; done
// RUN: valdi points %t | FileCheck --match-full-lines --implicit-check-not='17h{{[0-9a-f]+}}' %s
// RUN: valdi points --check %t
//
// RUN: %rustc -C symbol-mangling-version=v0 -Z unstable-options --cfg v0 --crate-name bank %s -o %t.v0 && %run %t.v0
// RUN: valdi points %t.v0 | FileCheck --match-full-lines --implicit-check-not=_R --check-prefix=V0 %s
#[path = "inputs/valdi.rs"]
mod valdi;

use std::ffi::c_void;
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};

static BALANCE: AtomicI64 = AtomicI64::new(100);

mod teller {
    // CHECK-DAG: before bank::teller::read_balance {{.*}}rust-program-under-a-runner.rs:[[#@LINE+2]]
    // V0-DAG: before bank::teller::read_balance {{.*}}rust-program-under-a-runner.rs:[[#@LINE+1]]
    pub fn read_balance() -> i64 {
        super::BALANCE.load(super::SeqCst)
    }
    pub fn write_balance(balance: i64) {
        super::BALANCE.store(balance, super::SeqCst)
    }
}

// CHECK-DAG: after {{ *}}bank::twice {{.*}}rust-program-under-a-runner.rs:[[#@LINE+2]]
// V0-DAG: after {{ *}}bank::twice::<i64> {{.*}}rust-program-under-a-runner.rs:[[#@LINE+1]]
fn twice<T: Copy + std::ops::Add<Output = T>>(number: T) -> T {
    number + number
}

trait Ledger {
    fn deposit(&self, amount: i64);
}

struct Account {
    fee: i64,
}

impl Account {
    // CHECK-DAG: after {{ *}}bank::Account::fee {{.*}}rust-program-under-a-runner.rs:[[#@LINE+2]]
    // V0-DAG: after {{ *}}<bank::Account>::fee {{.*}}rust-program-under-a-runner.rs:[[#@LINE+1]]
    fn fee(&self) -> i64 {
        self.fee
    }
}

impl Ledger for Account {
    // CHECK-DAG: after {{ *}}<bank::Account as bank::Ledger>::deposit {{.*}}rust-program-under-a-runner.rs:[[#@LINE+2]]
    // V0-DAG: after {{ *}}<bank::Account as bank::Ledger>::deposit {{.*}}rust-program-under-a-runner.rs:[[#@LINE+1]]
    fn deposit(&self, amount: i64) {
        // CHECK-DAG: after {{ *}}<bank::Account as bank::Ledger>::deposit::{{[{][{]closure[}][}]}} {{.*}}rust-program-under-a-runner.rs:[[#@LINE+2]]
        // V0-DAG: after {{ *}}<bank::Account as bank::Ledger>::deposit::{closure#0} {{.*}}rust-program-under-a-runner.rs:[[#@LINE+1]]
        let add = |balance: i64| balance + amount - twice(self.fee());
        teller::write_balance(add(teller::read_balance()));
    }
}

#[cfg(v0)]
const CLOSURE: &str = "<bank::Account as bank::Ledger>::deposit::{closure#0}";
#[cfg(not(v0))]
const CLOSURE: &str = "<bank::Account as bank::Ledger>::deposit::{{closure}}";

extern "C" fn alice(account: *mut c_void) -> *mut c_void {
    unsafe { &*(account as *const Account) }.deposit(32);
    account
}

extern "C" fn bob(account: *mut c_void) -> *mut c_void {
    unsafe { &*(account as *const Account) }.deposit(52);
    account
}

fn main() {
    let account = Account { fee: 1 };
    let alice = valdi::starter("alice", alice, &account);
    let bob = valdi::starter("bob", bob, &account);
    let read = valdi::after(alice, "bank::teller::read_balance");
    let charged = valdi::after(bob, "bank::Account::fee");
    let doubled = valdi::after(bob, "bank::twice");
    let deposited = valdi::after(bob, "<bank::Account as bank::Ledger>::deposit");
    let added = valdi::after(alice, CLOSURE);
    let written = valdi::after(alice, "bank::teller::write_balance");
    let order = [read, charged, doubled, deposited, added, written];
    let runner = valdi::runner(&[alice, bob], &order);
    assert!(!runner.is_null(), "{}", valdi::error());
    for checkpoint in order {
        assert_eq!(valdi::next(runner), checkpoint);
        let expected = match checkpoint {
            c if c == deposited || c == added => 150,
            c if c == written => 130, // bob's 50 are lost
            _ => 100,
        };
        assert_eq!(BALANCE.load(SeqCst), expected);
    }
    assert_eq!(valdi::finish(runner), valdi::Verdict::Held);
}
