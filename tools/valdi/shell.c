/* Commands at pauses. */
#include "shell.h"

#include "interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

/* Only who is in a group that the terminal knows of can read from it, and write. */
static bool has_terminal(void) {
    int terminal = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (terminal >= 0)
        close(terminal);
    return terminal >= 0;
}

int shell_run(const char *command) {
    int status = -1;
    bool leads_group = !has_terminal();
    pid_t shell = fork();
    if (!shell) {
        if (leads_group)
            setpgid(0, 0);
        execl("/bin/sh", "sh", "-c", command, NULL);
        _exit(127);
    }
    if (shell < 0)
        return -1;
    if (leads_group)
        setpgid(shell, shell);
    interrupt_watch_command(shell, leads_group);
    while (waitpid(shell, &status, 0) < 0 && errno == EINTR) {
    }
    interrupt_watch_command(0, false);
    return status;
}
