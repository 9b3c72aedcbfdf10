// A panic that leaves a Rust function reaches its after once, marked as unwound, behind its destructors.
//
// REQUIRES: rustc
// RUN: printf '[after]\nfun:bank::*\n[never]\nfun:*closure*\nfun:*::drop\n' >%t.checkpoints
// RUN: %plain-clang -g -I%source/include -c %S/../pass/inputs/trace.c -o %t.trace.o
// RUN: for o in "opt-level=0" "opt-level=3" "opt-level=3 -C codegen-units=1"; do %rustc -C $o -C link-arg=%t.trace.o --crate-name bank %s -o %t && \
// RUN:     %t | grep -v "(call)" | FileCheck --implicit-check-not=hit %s || exit 1; done
struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        println!("destroyed");
    }
}

#[inline(never)]
fn fails(number: i32) {
    let _guard = Guard;
    if number > 0 {
        std::panic::resume_unwind(Box::new(number));
    }
}

// In a module of its own, which becomes an object of its own, without anything that catches.
mod passing {
    pub fn through(number: i32) {
        super::fails(number);
    }
}

fn catches(number: i32) {
    match std::panic::catch_unwind(|| passing::through(number)) {
        Ok(()) => println!("returned"),
        Err(_) => println!("caught"),
    }
}

// CHECK:      destroyed
// CHECK-NEXT: hit: after bank::fails unwound
// CHECK-NEXT: hit: after bank::passing::through unwound
// CHECK-NEXT: caught
// CHECK-NEXT: hit: after bank::catches{{$}}
// CHECK-NEXT: destroyed
// CHECK-NEXT: hit: after bank::fails{{$}}
// CHECK-NEXT: hit: after bank::passing::through{{$}}
// CHECK-NEXT: returned
// CHECK-NEXT: hit: after bank::catches{{$}}
// CHECK-NEXT: hit: after bank::main
fn main() {
    catches(1);
    catches(0);
}
