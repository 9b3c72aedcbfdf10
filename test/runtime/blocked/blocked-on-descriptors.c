// A starter is blocked on a pipe, a socket, in poll or at a file's lock as it is on a mutex; what wakes it need not be a starter.
// RUN: %cc %s -o %t && %run %t 2>&1 | count 0
#include "../inputs/machine.h"
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static int ends[2];

static void *reads(void *argument) {
    char byte;
    assert(read(ends[0], &byte, 1) == 1);
    VALDI_POINT("has");
    return argument;
}

static void *polls(void *argument) {
    struct pollfd wanted = {.fd = ends[0], .events = POLLIN};
    assert(poll(&wanted, 1, 100 * 1000) == 1);
    return reads(argument);
}

static void *waits_for_events(void *argument) {
    struct epoll_event event = {.events = EPOLLIN};
    int epoll = epoll_create1(0);
    assert(!epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], &event) && epoll_wait(epoll, &event, 1, -1) == 1);
    close(epoll);
    return reads(argument);
}

static void hold(void *(*function)(void *)) {
    valdi_starter *bob = valdi_starter_thread("bob", function, NULL);
    valdi_checkpoint *asleep = valdi_checkpoint_blocked(bob), *has = valdi_checkpoint_at(bob, "has");
    valdi_runner *runner = runner_or_die(valdi_runner_new(VALDI_STARTERS(bob), VALDI_ORDER(asleep, has)));
    assert(valdi_runner_next(runner) == asleep);
    assert(write(ends[1], "?", 1) == 1); /* by the test itself */
    assert(valdi_runner_next(runner) == has);
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
    close(ends[0]), close(ends[1]);
}

int main(void) {
    assert(!pipe(ends));
    hold(reads);
    assert(!pipe(ends));
    hold(polls);
    assert(!socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    hold(reads);
    assert(!pipe(ends));
    hold(waits_for_events);
}
