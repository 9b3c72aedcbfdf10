// Who will write to a descriptor is not known, even if it can only be a parked starter: stalled. The report names what it waits for.
// RUN: %cc %s -o %t && %run %t 2>&1 | FileCheck %s
// RUN: %cc -DTWIN %s -o %t.twin && %run %t.twin 2>&1 | FileCheck %s --check-prefix=TWIN --implicit-check-not=stalled
#include "../inputs/contenders.h"
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

/* The descriptors are numbered from 10: read from the first, written to the second. */
enum { IN = 10, OUT = 11, EPOLL = 12 };

static void make_pipe(void) {
    int ends[2];
    assert(!pipe(ends) && dup2(ends[0], IN) == IN && dup2(ends[1], OUT) == OUT);
    close(ends[0]), close(ends[1]);
}

static void make_socket(void) {
    int ends[2];
    assert(!socketpair(AF_UNIX, SOCK_STREAM, 0, ends) && dup2(ends[0], IN) == IN &&
           dup2(ends[1], OUT) == OUT);
    close(ends[0]), close(ends[1]);
}

static void send_byte(void) {
    assert(write(OUT, "?", 1) == 1);
}

static void read_pipe(void) {
    char byte;
    assert(read(IN, &byte, 1) == 1);
}

static void receive(void) {
    char byte;
    assert(recv(IN, &byte, 1, 0) == 1);
}

static void poll_pipe(void) {
    struct pollfd wanted = {.fd = IN, .events = POLLIN};
    assert(poll(&wanted, 1, -1) == 1);
}

static void select_pipe(void) {
    fd_set wanted;
    FD_ZERO(&wanted);
    FD_SET(IN, &wanted);
    assert(select(IN + 1, &wanted, NULL, NULL, NULL) == 1);
}

static void wait_for_event(void) {
    struct epoll_event event = {.events = EPOLLIN};
    int epoll = epoll_create1(0);
    assert(dup2(epoll, EPOLL) == EPOLL && !epoll_ctl(EPOLL, EPOLL_CTL_ADD, IN, &event));
    assert(epoll_wait(EPOLL, &event, 1, -1) == 1);
}

int main(void) {
    // CHECK: bob    blocked   in {{.*}}(descriptor 10)
    // CHECK: {{^}}read: stalled{{$}}
    contend((struct contention){"read", make_pipe, send_byte, read_pipe, NULL, 30, 1});
    // CHECK: bob    blocked   in {{.*}}(descriptor 10)
    // CHECK: {{^}}recv: stalled{{$}}
    contend((struct contention){"recv", make_socket, send_byte, receive, NULL, 30, 1});
    // CHECK: bob    blocked   in
    // CHECK: {{^}}poll: stalled{{$}}
    contend((struct contention){"poll", make_pipe, send_byte, poll_pipe, NULL, 30, 1});
    // CHECK: bob    blocked   in
    // CHECK: {{^}}select: stalled{{$}}
    contend((struct contention){"select", make_pipe, send_byte, select_pipe, NULL, 30, 1});
    // CHECK: bob    blocked   in {{.*}}(descriptor 12)
    // CHECK: {{^}}epoll: stalled{{$}}
    contend((struct contention){"epoll", make_pipe, send_byte, wait_for_event, NULL, 30, 1});
    // TWIN-COUNT-5: : held{{$}}
}
