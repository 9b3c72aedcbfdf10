/* Why the last call failed, for each thread. */
#include "runtime.h"

#include <stdarg.h>

static _Thread_local struct {
    char text[VALDI__ERROR];
    bool open;
    const void *about;
} last;

static void record(const char *format, va_list arguments, bool open) {
    if (last.open)
        return; /* the first failure is the cause; those behind it follow from it */
    vsnprintf(last.text, sizeof last.text, format, arguments);
    last.open = open;
    last.about = NULL;
}

void valdi__error_set(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    record(format, arguments, false);
    va_end(arguments);
}

void valdi__error_open(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    record(format, arguments, true);
    va_end(arguments);
}

void valdi__error_is_about(const void *what) {
    last.about = what;
}

const void *valdi__error_about(void) {
    return last.about;
}

bool valdi__error_was_open(void) {
    bool open = last.open;
    last.open = false;
    return open;
}

const char *valdi_error(void) {
    last.open = false;
    return last.text;
}
