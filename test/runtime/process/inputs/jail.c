/* A server that leaves /proc behind, if it may, and then has workers. */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT void serve(void);

void serve(void) {
}

int main(int count, char **arguments) {
    if (count < 2 || chdir(arguments[1]))
        return 2;
    if (!geteuid() && (chroot(".") || !access("/proc/self", F_OK)))
        return 3;
    for (int i = 0; i < 2; i++)
        if (!fork()) {
            serve();
            exit(0);
        }
    while (wait(NULL) > 0)
        ;
    return 0;
}
