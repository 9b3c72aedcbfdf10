// A file lock that only a parked starter can release is infeasible; one that another process has is not.
// RUN: %cc %s -o %t && %run %t %t.lock 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin %t.lock 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=infeasible
#define _GNU_SOURCE
#include "../inputs/contenders.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *path;
static int hers, his, ready[2];
static pid_t child;

/* Under a number of its own: the runtime opens files, too, while it looks at bob. */
static int open_file(int number) {
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert(file >= 0 && dup3(file, number, O_CLOEXEC) == number);
    close(file);
    return number;
}

static void lock_whole(void) {
    hers = open_file(20);
    assert(!flock(hers, LOCK_EX));
}

static void unlock_whole(void) {
    close(hers);
}

static void want_whole(void) {
    his = open_file(30);
    assert(!flock(his, LOCK_EX));
    close(his);
}

static void lock_range(void) {
    struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 10};
    hers = open_file(20);
    assert(!fcntl(hers, F_OFD_SETLKW, &range));
}

static void want_range(void) {
    struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 5};
    his = open_file(30);
    assert(!fcntl(his, F_OFD_SETLKW, &range));
    close(his);
}

/* A process of its own takes what bob wants. */
static void start_child(void) {
    char byte;
    assert(!pipe(ready));
    child = fork();
    if (!child) {
        want_whole();
        lock_whole();
        assert(write(ready[1], "?", 1) == 1);
        pause();
    }
    assert(read(ready[0], &byte, 1) == 1);
}

/* She has another part of the file than bob wants, which is the child's. */
static void lock_beside_the_child(void) {
    struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 20, .l_len = 5};
    char byte;
    assert(!pipe(ready));
    child = fork();
    if (!child) {
        lock_range();
        assert(write(ready[1], "?", 1) == 1);
        pause();
    }
    assert(read(ready[0], &byte, 1) == 1);
    hers = open_file(20);
    assert(!fcntl(hers, F_OFD_SETLKW, &range));
}

static void end_child(void) {
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

static void want_what_the_child_has(void) {
#ifdef TWIN
    end_child();
#endif
    want_whole();
}

static void want_range_of_the_child(void) {
#ifdef TWIN
    end_child();
#endif
    want_range();
}

int main(int count, char **arguments) {
    path = arguments[1];
    // CHECK: {{^}}whole: infeasible, nobody can end that{{$}}
    contend((struct contention){"whole", lock_whole, unlock_whole, want_whole, NULL, 0, 0});
    // CHECK: {{^}}range: infeasible, nobody can end that{{$}}
    contend((struct contention){"range", lock_range, unlock_whole, want_range, NULL, 0, 0});
    // CHECK: {{^}}another process's: stalled{{$}}
    contend((struct contention){"another process's", start_child, nothing, want_what_the_child_has, end_child,
                                100, 1});
    // CHECK: {{^}}another process's range: stalled{{$}}
    contend((struct contention){"another process's range", lock_beside_the_child, unlock_whole,
                                want_range_of_the_child, end_child, 100, 1});
    // TWIN-COUNT-4: : held{{$}}
}
