/* A pre-forking server: workers that each serve once, told by a letter which; it ends when all have. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

struct log {
    int length;
    char text[60];
};

VALDI_CHECKPOINT void serve(struct log *log, char worker);
VALDI_CHECKPOINT void await_workers(void);

void serve(struct log *log, char worker) {
    log->text[__atomic_fetch_add(&log->length, 1, __ATOMIC_RELAXED)] = worker;
}

void await_workers(void) {
    while (wait(NULL) > 0)
        ;
}

int main(int count, char **arguments) {
    int file = count > 2 ? open(arguments[1], O_RDWR) : -1;
    struct log *log =
        file < 0 ? MAP_FAILED : mmap(NULL, sizeof *log, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (log == MAP_FAILED) {
        perror("server");
        return 2;
    }
    for (int i = 0; i < atoi(arguments[2]); i++)
        if (!fork()) {
            serve(log, (char)('a' + i));
            _exit(0);
        }
    await_workers();
    return 0;
}
