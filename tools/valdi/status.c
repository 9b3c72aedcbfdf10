/* Ends of processes, in words. */
#include "status.h"

#include "memory.h"

#include <string.h>
#include <sys/wait.h>

char *describe_status(int status) {
    if (WIFSIGNALED(status))
        return xasprintf("was killed by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    return xasprintf("exited with status %d", WEXITSTATUS(status));
}
