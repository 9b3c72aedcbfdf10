#!/bin/sh
# A program that tells whether it is hooked, for world.sh --self-test: must be reported. differ.sh BUILD-TREE
. "$(dirname "$0")/common.sh"

build_program() {
    $cc -O2 "$here/differ.c" -o differ
}

run_program() {
    ./differ >output
}

both build_program
count_hooks differ "${WORLD_LEAST_HOOKS:-1}"
both run_program
compare "${WORLD_LEAST_BYTES:-2}" output

ran="what it prints"
finish
