// A file lock that only a process which stands still can release is infeasible, and its holder is named where the system tells; other parts of the file are free.
// RUN: %cc -DFILE_NAME='"%t.lock"' %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN -DFILE_NAME='"%t.lock"' %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
// CHECK: bob    blocked   in fcntl{{(64)?}}({{[^/]*}}.lock) {{.*}}blocked-file-locks.c:
// CHECK-NEXT: {{^ +[^/]*}}.lock is held by alice
// CHECK: {{^}}write behind write, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}write behind write, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}write behind write, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}read behind write, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}read behind write, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}read behind write, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}write behind read, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}write behind read, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}write behind read, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}flock, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}flock, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}flock, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}shared behind exclusive flock, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}shared behind exclusive flock, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}shared behind exclusive flock, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}exclusive behind shared flock, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}exclusive behind shared flock, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}exclusive behind shared flock, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}descriptor's, forked: infeasible, held by alice{{$}}
// CHECK: {{^}}descriptor's, executed: infeasible, held by alice{{$}}
// CHECK: {{^}}descriptor's, thread: infeasible, held by alice{{$}}
// CHECK: {{^}}another range, forked: held{{$}}
// CHECK: {{^}}another range, executed: held{{$}}
// CHECK: {{^}}another range, thread: held{{$}}
// CHECK: {{^}}read behind read, forked: held{{$}}
// CHECK: {{^}}read behind read, executed: held{{$}}
// CHECK: {{^}}read behind read, thread: held{{$}}
// TWIN-COUNT-27: : held{{$}}
#define _GNU_SOURCE
#include "inputs/blocked.h"
#include <sys/file.h>

static int file;

static void open_file(void) {
    file = open(FILE_NAME, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert(file >= 0);
}

static void let_go(void) {
    close(file);
}

static void lock(int how, short type, off_t start, off_t length) {
    struct flock range = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
    open_file();
    assert(!fcntl(file, how, &range));
}

static void write_range(void) {
    lock(F_SETLKW, F_WRLCK, 10, 10);
}

static void write_part(void) {
    lock(F_SETLKW, F_WRLCK, 15, 100);
}

static void write_rest(void) {
    lock(F_SETLKW, F_WRLCK, 20, 0);
}

static void read_all(void) {
    lock(F_SETLKW, F_RDLCK, 0, 0);
}

static void lock_of_descriptor(void) {
    lock(F_OFD_SETLKW, F_WRLCK, 0, 0);
}

static void lock_whole(void) {
    open_file();
    assert(!flock(file, LOCK_EX));
}

static void share_whole(void) {
    open_file();
    assert(!flock(file, LOCK_SH));
}

/* What bob got he gives back: he may be a thread. */
static void want_part(void) {
    write_part();
    let_go();
}

static void want_range(void) {
    write_range();
    let_go();
}

static void want_rest(void) {
    write_rest();
    let_go();
}

static void want_all(void) {
    read_all();
    let_go();
}

static void want_of_descriptor(void) {
    lock_of_descriptor();
    let_go();
}

static void want_whole(void) {
    lock_whole();
    let_go();
}

static void want_share(void) {
    share_whole();
    let_go();
}

static struct contention contentions[] = {
    {"write behind write", write_range, let_go, want_part, NULL, 0, 0},
    {"read behind write", write_range, let_go, want_all, NULL, 0, 0},
    {"write behind read", read_all, let_go, want_range, NULL, 0, 0},
    {"flock", lock_whole, let_go, want_whole, NULL, 0, 0},
    {"shared behind exclusive flock", lock_whole, let_go, want_share, NULL, 0, 0},
    {"exclusive behind shared flock", share_whole, let_go, want_whole, NULL, 0, 0},
    {"descriptor's", lock_of_descriptor, let_go, want_of_descriptor, NULL, 0, 0},
    {"another range", write_range, let_go, want_rest, NULL, 0, 0},
    {"read behind read", read_all, let_go, want_all, NULL, 0, 0}};

int main(int count, char **arguments) {
    if (count > 1)
        return live_as(arguments, contentions);
    for (int i = 0; i < 9; i++)
        for (enum kind bob = FORKED; bob <= THREAD; bob++)
            contend_between(FORKED, bob, &contentions[i]);
}
