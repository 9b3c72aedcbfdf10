// An order with a Rust path that the program does not have is refused, and names the nearest path.
//
// REQUIRES: rustc
// RUN: printf '[both]\nfun:bank::teller::*\n' >%t.checkpoints
// RUN: %rustc --crate-name bank %s -o %t && %run %t | FileCheck %s
// RUN: %rustc -C symbol-mangling-version=v0 -Z unstable-options --crate-name bank %s -o %t && %run %t | FileCheck %s
#[path = "inputs/valdi.rs"]
mod valdi;

mod teller {
    pub fn read_balance(balance: &i64) -> i64 {
        *balance
    }
    pub fn write_balance(balance: i64) -> i64 {
        balance
    }
}

extern "C" fn alice(balance: *mut std::ffi::c_void) -> *mut std::ffi::c_void {
    teller::write_balance(teller::read_balance(unsafe { &*(balance as *const i64) }));
    balance
}

// CHECK: no site for "bank::teller::read_balances" in this program; nearest: "bank::teller::read_balance" ({{.*}}rust-path-that-does-not-exist.rs:11)
fn main() {
    let alice = valdi::starter("alice", alice, &100i64);
    let read = valdi::after(alice, "bank::teller::read_balances");
    assert!(read.is_null() && valdi::runner(&[alice], &[read]).is_null());
    println!("{}", valdi::error());
}
