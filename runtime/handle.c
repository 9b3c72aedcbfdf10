/* The way to the control block from one process to another: a descriptor that is inherited, and that the
 * environment names together with a secret, as VALDI_CONTROL=DESCRIPTOR:SECRET. */
#include "runtime.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

/* What is handed on, here and in processes made from here. */
static struct share {
    char *block; /* NULL: there is none */
    uint64_t size;
    int file;
    unsigned char secret[VALDI__SECRET];
} share;

enum { HANDLE = sizeof "VALDI_CONTROL=:" + 10 + 2 * VALDI__SECRET };

/* ---- handing over ---- */

/* Under the registry's lock: another thread may be forking, which looks into the block. */
void valdi__handle_offer(const struct valdi__control *control) {
    valdi__registry_lock();
    share.block = control && control->is_shared ? control->block : NULL;
    if (share.block) {
        share.size = control->size;
        share.file = control->file;
        memcpy(share.secret, control->secret, sizeof share.secret);
    }
    valdi__registry_unlock();
}

static void write_handle(char *text) {
    char *at = text + sprintf(text, "VALDI_CONTROL=%d:", share.file);
    for (unsigned i = 0; i < sizeof share.secret; i++)
        at += sprintf(at, "%02x", share.secret[i]);
}

char **valdi__handle_environment(void) {
    static char handle[HANDLE];
    size_t count = 0, kept = 0;
    while (environ && environ[count])
        count++;
    char **copy = malloc((count + 2) * sizeof *copy);
    for (size_t i = 0; copy && i < count; i++)
        if (strncmp(environ[i], "VALDI_CONTROL=", 14))
            copy[kept++] = environ[i];
    if (!copy)
        return NULL;
    write_handle(handle);
    copy[kept++] = handle;
    copy[kept] = NULL;
    return copy;
}

void valdi__handle_pass_on(char **environment) {
    fcntl(share.file, F_SETFD, 0);
    environ = environment;
}

/* ---- finding it ---- */

static void say(const char *program, const char *why) {
    char line[512];
    snprintf(line, sizeof line, "valdi: %s: VALDI_CONTROL is of no use: %s; the program runs on its own\n",
             program, why);
    valdi__report_print(line);
}

/* "900:0123456789abcdef..." */
static bool parse_handle(const char *text) {
    char *end;
    unsigned long file = strtoul(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end != ':' || file > INT32_MAX ||
        strlen(end + 1) != 2 * sizeof share.secret)
        return false;
    for (unsigned i = 0; i < sizeof share.secret; i++) {
        char digits[3] = {end[1 + 2 * i], end[2 + 2 * i], 0};
        if (!isxdigit((unsigned char)digits[0]) || !isxdigit((unsigned char)digits[1]))
            return false;
        share.secret[i] = strtoul(digits, NULL, 16);
    }
    share.file = (int)file;
    return true;
}

/* The order of the block that the environment names; NULL if there is none. */
struct valdi__control *valdi__handle_find(void) {
    const char *text = getenv("VALDI_CONTROL"), *why = "it is not DESCRIPTOR:SECRET";
    struct valdi__control *control = NULL;
    if (parse_handle(text))
        control = valdi__control_open(share.file, share.secret, &why);
    if (!control) {
        say(program_invocation_short_name, why);
        return NULL;
    }
    share.block = control->block;
    share.size = control->size;
    return control;
}

struct valdi__control *valdi__handle_join(void) {
    const char *why;
    return share.block ? valdi__control_join(share.block, share.size, share.secret, &why) : NULL;
}
