/* The progress line. Between calls it either stands on the terminal or is_shown is false. */
#include "progress.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { SECOND = 1000, PAUSE = 100 }; /* ms: before the first line, between two */

static struct {
    const char *what;
    unsigned total, done, failed;
    int64_t began, written; /* ms; written: when the line was */
    bool is_active, is_shown;
} progress;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool is_terminal(void) {
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb");
}

void progress_begin(unsigned total, const char *what) {
    memset(&progress, 0, sizeof progress);
    progress.what = what;
    progress.total = total;
    progress.began = now();
    progress.is_active = is_terminal();
}

/* ---- the text ---- */

/* What the steps so far took, for those that are left. */
static size_t write_rest(char *text, size_t size, int64_t elapsed) {
    if (!progress.total || !progress.done || progress.done >= progress.total)
        return 0;
    int64_t seconds = elapsed * (progress.total - progress.done) / progress.done / 1000;
    if (seconds < 120)
        return snprintf(text, size, ", %d s left", (int)seconds);
    if (seconds < 2 * 60 * 60)
        return snprintf(text, size, ", %d min left", (int)(seconds / 60));
    return snprintf(text, size, ", %lld h left", (long long)(seconds / 3600));
}

static void write_line(char *text, size_t size, int64_t elapsed) {
    unsigned current = progress.total && progress.done >= progress.total ? progress.total : progress.done + 1;
    size_t length = snprintf(text, size, "%s %u", progress.what, current);
    if (progress.total && length < size)
        length += snprintf(text + length, size - length, " of %u", progress.total);
    if (progress.failed && length < size)
        length += snprintf(text + length, size - length, ", %u failed", progress.failed);
    if (length < size)
        write_rest(text + length, size - length, elapsed);
}

/* A line that is longer than the terminal would wrap, and could not be taken back. */
static int width(void) {
    struct winsize size;
    bool is_known = !ioctl(STDERR_FILENO, TIOCGWINSZ, &size) && size.ws_col;
    return is_known ? size.ws_col - 1 : 79;
}

/* ---- the line ---- */

void progress_tick(void) {
    int64_t time = now();
    char text[200];
    if (!progress.is_active || time - progress.began < SECOND ||
        (progress.written && time - progress.written < PAUSE))
        return;
    write_line(text, sizeof text, time - progress.began);
    fprintf(stderr, "\r%.*s\033[K", width(), text);
    fflush(stderr);
    progress.written = time;
    progress.is_shown = true;
}

void progress_step(bool good) {
    progress.done++;
    progress.failed += !good;
    progress_tick();
}

void progress_clear(void) {
    if (!progress.is_shown)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress.is_shown = false;
}

void progress_end(void) {
    progress_clear();
    progress.is_active = false;
}
