// The part of valdi.h that the tests use, and names for it that Rust's callers like.
#![allow(dead_code)]

use std::ffi::{c_void, CStr, CString};
use std::os::raw::c_char;

#[repr(C)]
pub struct Starter([u8; 0]);
#[repr(C)]
pub struct Checkpoint([u8; 0]);
#[repr(C)]
pub struct Runner([u8; 0]);

#[repr(C)]
#[derive(Debug, PartialEq)]
pub enum Verdict {
    Undecided,
    Held,
    Unreached,
    Stalled,
}

type Function = extern "C" fn(*mut c_void) -> *mut c_void;

extern "C" {
    fn valdi_starter_thread(name: *const c_char, function: Function, argument: *mut c_void) -> *mut Starter;
    fn valdi_checkpoint_after(starter: *mut Starter, function: *const c_char) -> *mut Checkpoint;
    fn valdi_runner_new(starters: *const *mut Starter, order: *const *mut Checkpoint) -> *mut Runner;
    fn valdi_runner_next(runner: *mut Runner) -> *mut Checkpoint;
    fn valdi_runner_finish(runner: *mut Runner) -> Verdict;
    fn valdi_runner_free(runner: *mut Runner);
    fn valdi_error() -> *const c_char;
}

pub fn starter<T>(name: &str, function: Function, argument: &T) -> *mut Starter {
    let name = CString::new(name).unwrap();
    unsafe { valdi_starter_thread(name.as_ptr(), function, argument as *const T as *mut c_void) }
}

pub fn after(starter: *mut Starter, function: &str) -> *mut Checkpoint {
    let function = CString::new(function).unwrap();
    unsafe { valdi_checkpoint_after(starter, function.as_ptr()) }
}

pub fn runner(starters: &[*mut Starter], order: &[*mut Checkpoint]) -> *mut Runner {
    let starters = [starters, &[std::ptr::null_mut()]].concat();
    let order = [order, &[std::ptr::null_mut()]].concat();
    unsafe { valdi_runner_new(starters.as_ptr(), order.as_ptr()) }
}

pub fn next(runner: *mut Runner) -> *mut Checkpoint {
    unsafe { valdi_runner_next(runner) }
}

pub fn finish(runner: *mut Runner) -> Verdict {
    let verdict = unsafe { valdi_runner_finish(runner) };
    unsafe { valdi_runner_free(runner) };
    verdict
}

pub fn error() -> String {
    unsafe { CStr::from_ptr(valdi_error()) }.to_string_lossy().into_owned()
}
