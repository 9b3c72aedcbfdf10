// The program's wait, SIGCHLD handler, atfork handlers, signals and descriptors see nothing of the symbolizer, nor it of
// what the program ignores, preloads and has open.
// RUN: rm -rf %t && mkdir %t && cd %t && %cc -I%source %s %prefix/lib/libvaldi.a -o program
// RUN: ./program && ./program llvm-symbolizer
// RUN: printf '#!/bin/sh\nenv >environment; ls -l /proc/$$/fd >descriptors; grep -E "Sig(Blk|Ign)" /proc/self/status >signals; exec valdi symbolize\n' >listens && chmod +x listens
// RUN: env VALDI_OPTIONS=a TSAN_OPTIONS=b LD_PRELOAD= DEBUGINFOD_URLS=c SANE_OPTIONS=kept ./program ./listens
// RUN: grep SANE_OPTIONS environment && not grep -E '^(VALDI_OPTIONS|TSAN_OPTIONS|LD_PRELOAD|DEBUGINFOD_URLS)' environment
// RUN: not grep open-in-the-program descriptors && FileCheck %s <signals
// CHECK: SigBlk: 0000000000000000
// CHECK-NEXT: SigIgn: 0000000000000000
#define _GNU_SOURCE
#undef NDEBUG
#include "runtime/runtime.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int variable;

static void fail(void) {
    abort();
}

static void fail_on_signal(int signal) {
    (void)signal;
    abort();
}

static int count_open(void) {
    int open = 0;
    for (int i = 0; i < 1024; i++)
        open += fcntl(i, F_GETFD) >= 0;
    return open;
}

static void use_symbolizer(const char *program, const char *expected) {
    struct valdi__symbolizer symbolizer;
    char text[80];
    valdi__symbolizer_open(&symbolizer, program);
    assert(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD);
    assert(symbolizer.socket < 0 || symbolizer.socket > 2);
    valdi__symbolize_data(&symbolizer, (uintptr_t)&variable, text, sizeof text);
    assert(!strcmp(text, expected));
    valdi__symbolizer_close(&symbolizer);
    assert(waitpid(-1, NULL, WNOHANG | __WALL) < 0 && errno == ECHILD);
}

int main(int count, char **arguments) {
    const char *program = count > 1 ? arguments[1] : NULL;
    sigset_t none, mask;
    sigemptyset(&none);
    signal(SIGCHLD, fail_on_signal);
    signal(SIGPIPE, fail_on_signal);
    signal(SIGUSR1, SIG_IGN);
    pthread_atfork(fail, fail, fail);
    assert(open("open-in-the-program", O_RDWR | O_CREAT, 0600) >= 0);
    int before = count_open();
    for (int i = 0; i < 100; i++)
        use_symbolizer(program, "variable");
    assert(count_open() == before);
    assert(!sigprocmask(SIG_SETMASK, NULL, &mask) && !memcmp(&mask, &none, sizeof mask));
    close(STDIN_FILENO); /* which it has standard ones all the same */
    close(STDOUT_FILENO);
    close(STDERR_FILENO);
    use_symbolizer(program, "variable");
    if (fcntl(STDERR_FILENO, F_GETFD) >= 0)
        return 1;
    return count_open() != before - 3;
}
