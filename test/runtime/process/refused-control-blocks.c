// A program that is handed something else than the control block of a runner that lives says so in one line, and runs as
// if it had been handed nothing. (One that is handed the block itself says nothing.)
// RUN: %cc -DPROGRAM_ITSELF %s -o %t.program
// RUN: %cc -I%source -DPROGRAM='"%t.program"' %s -o %t && %t
// RUN: %cc -I%source -DTWIN -DPROGRAM='"%t.program"' %s -o %t.twin && not --crash %t.twin
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT static int work(int status) {
    return status;
}

#ifdef PROGRAM_ITSELF
int main(void) {
    return work(7);
}
#else
#define _GNU_SOURCE
#undef NDEBUG
#include "runtime/runtime.h"

#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DESCRIPTOR = 800 };

/* ---- the block of a runner that is alive ---- */

static char *image; /* a copy */
static size_t image_size;

static void copy_block(void) {
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[512];
    unsigned long start = 0, end = 0;
    while (fgets(line, sizeof line, maps))
        if (strstr(line, "/memfd:valdi") && sscanf(line, "%lx-%lx", &start, &end) == 2)
            break;
    fclose(maps);
    assert(start);
    image_size = ((struct valdi__control *)start)->size;
    image = memcpy(malloc(image_size), (void *)start, image_size);
}

static int do_work(void *unused) {
    return unused ? 1 : work(0);
}

static valdi_runner *make_runner(void) {
    valdi_starter *one = valdi_starter_fork("one", do_work, NULL);
    valdi_checkpoint *before = valdi_checkpoint_before(one, "work");
    return valdi_runner_new(VALDI_STARTERS(one), VALDI_ORDER(before));
}

/* ---- the program, and what it says ---- */

static void run_program(const char *control) {
    setenv("VALDI_CONTROL", control, 1);
    execl(PROGRAM, PROGRAM, (char *)NULL);
    _exit(127);
}

/* says: what the line has, or NULL for no line. */
static void expect(const char *what, const char *control, int file, const char *says) {
    int output[2], status;
    char text[1024];
    size_t length = 0;
    assert(!pipe2(output, O_CLOEXEC));
    pid_t child = fork();
    if (!child) {
        dup2(output[1], STDERR_FILENO);
        if (file >= 0)
            dup2(file, DESCRIPTOR);
        run_program(control);
    }
    close(output[1]);
    for (ssize_t more; (more = read(output[0], text + length, sizeof text - 1 - length)) > 0;)
        length += more;
    text[length] = 0;
    close(output[0]);
    assert(waitpid(child, &status, 0) == child);
    printf("%s: status %d: %s\n", what, status, text);
    fflush(stdout);
    assert(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    assert(says ? strstr(text, says) && strstr(text, "runs on its own") &&
                      strchr(text, '\n') == text + length - 1
                : !length);
}

static const char *handle(void) {
    static char text[128];
    char *at = text + sprintf(text, "%d:", DESCRIPTOR);
    for (unsigned i = 0; i < VALDI__SECRET; i++)
        at += sprintf(at, "%02x", ((struct valdi__control *)image)->secret[i]);
    return text;
}

static void expect_bytes(const char *what, const char *bytes, size_t size, int seals, const char *says) {
    int file = memfd_create("valdi", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    assert(write(file, bytes, size) == (ssize_t)size && !fcntl(file, F_ADD_SEALS, seals));
    expect(what, handle(), file, says);
    close(file);
}

/* ---- what is wrong with it ---- */

static void refuse_texts(void) {
    static const char *const texts[] = {"",      "garbage",      "900",       ":",       "-1:00",   "900:00",
                                        "900:x", "99999999999:", " 900:1234", "900::::", "\n\n\n\n"};
    char text[256];
    for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++)
        expect(texts[i], texts[i], -1, "it is not DESCRIPTOR:SECRET");
    snprintf(text, sizeof text, "%s0", handle());
    expect("a digit too many", text, -1, "it is not DESCRIPTOR:SECRET");
    snprintf(text, sizeof text, "4294967296%s", strchr(handle(), ':'));
    expect("a number too large", text, -1, "it is not DESCRIPTOR:SECRET");
    text[0] = 'x';
    expect("no number", text, -1, "it is not DESCRIPTOR:SECRET");
}

static void refuse_files(void) {
    int pipes[2], file = open(PROGRAM, O_RDONLY | O_CLOEXEC), null = open("/dev/null", O_RDWR | O_CLOEXEC);
    enum { SEALS = F_SEAL_SHRINK | F_SEAL_GROW };
    assert(!pipe2(pipes, O_CLOEXEC));
    expect("closed", handle(), -1, "Bad file descriptor");
    expect("a file", handle(), file, "it is no control block");
    expect("a device", handle(), null, "it is no control block");
    expect("a pipe", handle(), pipes[1], "it is no control block");
    expect_bytes("not sealed", image, image_size, 0, "it is no control block");
    expect_bytes("may shrink", image, image_size, F_SEAL_GROW, "it is no control block");
    expect_bytes("not to be written", image, image_size, SEALS | F_SEAL_WRITE, "not permitted");
    expect_bytes("nothing", image, 0, SEALS, "it is no control block");
    expect_bytes("cut in the header", image, sizeof(struct valdi__control) - 1, SEALS,
                 "it is no control block");
    expect_bytes("cut behind it", image, sizeof(struct valdi__control), SEALS, "it is damaged");
    expect_bytes("cut at its end", image, image_size - 1, SEALS, "it is damaged");
#ifdef TWIN
    expect_bytes("all of it", image, image_size, SEALS, "it is damaged");
#else
    expect_bytes("all of it", image, image_size, SEALS, NULL);
#endif
}

/* With another number at an offset. */
static void refuse(const char *what, uint64_t offset, size_t size, uint64_t value, const char *says) {
    char *bytes = memcpy(malloc(image_size), image, image_size);
    assert(offset + size <= image_size && memcmp(bytes + offset, &value, size));
    memcpy(bytes + offset, &value, size);
    expect_bytes(what, bytes, image_size, F_SEAL_SHRINK | F_SEAL_GROW, says);
    free(bytes);
}

#define FIELD(type, name) offsetof(type, name), sizeof((type *)0)->name
#define HEADER(name) "header: " #name, FIELD(struct valdi__control, name)
#define ENTRY(array, type, name)                                                                             \
#type ": " #name, ((struct valdi__control *)image)->array + FIELD(struct type, name)

static void refuse_headers(void) {
    static const char none[] = "it is no control block", damaged[] = "it is damaged", gone[] = "gone";
    const struct valdi__control *header = (const struct valdi__control *)image;
    pid_t ended = fork();
    if (!ended)
        _exit(0);
    waitpid(ended, NULL, 0);
    refuse(HEADER(magic), 1, none);
    refuse(HEADER(version), VALDI__VERSION + 1, "it is of another version of Valdi");
    refuse("header: secret", offsetof(struct valdi__control, secret), 1, header->secret[0] ^ 1,
           "it is of another runner");
    refuse(HEADER(runner), (uint64_t)ended, gone);
    refuse(HEADER(runner), 0, gone);
    refuse(HEADER(runner_born), header->runner_born + 1, gone);
    const uint64_t wild[] = {UINT64_MAX, UINT64_MAX - 63, 1ull << 63, 1ull << 32, image_size + 64, 1};
    for (unsigned i = 0; i < sizeof wild / sizeof *wild; i++) {
        refuse(HEADER(size), wild[i], damaged);
        refuse(HEADER(constant), wild[i], damaged);
        refuse(HEADER(points), wild[i], damaged);
        refuse(HEADER(steps), wild[i], damaged);
        refuse(HEADER(roles), wild[i], damaged);
        refuse(HEADER(state), wild[i], damaged);
        refuse(HEADER(gates), wild[i], damaged);
        refuse(HEADER(hits), wild[i], damaged);
        refuse(HEADER(locks), wild[i], damaged);
        refuse(HEADER(letters), wild[i], damaged);
    }
    refuse(HEADER(names), header->constant, damaged);
    refuse(HEADER(is_shared), 0, damaged);
    refuse(HEADER(private_futex), 1, damaged);
    refuse(HEADER(starter_count), 0, damaged);
    refuse(HEADER(starter_count), 1000, damaged);
    refuse(HEADER(starter_count), UINT32_MAX, damaged);
    refuse(HEADER(point_count), UINT32_MAX, damaged);
    refuse(HEADER(step_count), UINT32_MAX, damaged);
}

static void refuse_entries(void) {
    static const char damaged[] = "it is damaged";
    uint64_t end = ((struct valdi__control *)image)->constant;
    refuse("names without an end", end - 1, 1, 'x', damaged);
    refuse(ENTRY(points, valdi__point, name), end, damaged);
    refuse(ENTRY(points, valdi__point, name), 0, damaged);
    refuse(ENTRY(points, valdi__point, name), UINT64_MAX, damaged);
    refuse(ENTRY(points, valdi__point, base), 0, damaged);
    refuse(ENTRY(points, valdi__point, base), 1000, damaged);
    refuse(ENTRY(points, valdi__point, inside), 1, damaged); /* itself */
    refuse(ENTRY(points, valdi__point, inside), UINT32_MAX, damaged);
    refuse(ENTRY(points, valdi__point, tracked), 1000, damaged);
    refuse(ENTRY(steps, valdi__step, starter), 1000, damaged);
    refuse(ENTRY(steps, valdi__step, point), 1000, damaged);
    refuse(ENTRY(roles, valdi__role, process), 1000, damaged);
    refuse(ENTRY(roles, valdi__role, own_steps), UINT32_MAX, damaged);
    refuse(ENTRY(roles, valdi__role, first_step), UINT32_MAX, damaged);
    refuse(ENTRY(roles, valdi__role, name), end, damaged);
    refuse(ENTRY(roles, valdi__role, entry), 0, damaged);
}

int main(void) {
    valdi_runner *runner = make_runner();
    assert(runner);
    copy_block();
    refuse_texts();
    refuse_files();
    refuse_headers();
    refuse_entries();
    assert(valdi_runner_finish(runner) == VALDI_HELD);
    valdi_runner_free(runner);
}
#endif
