/* Numbers among the arguments of a command. */
#include "number.h"

#include "tool.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

unsigned number_whole(const struct argp_state *state, const char *option, const char *text, unsigned most) {
    bool is_number = *text && !text[strspn(text, "0123456789")];
    errno = 0;
    unsigned long number = is_number ? strtoul(text, NULL, 10) : 0;
    if (errno || number < 1 || number > most)
        argp_failure(state, CANNOT, 0, "%s needs a whole number from 1 to %u, not '%s'", option, most, text);
    return (unsigned)number;
}

unsigned number_milliseconds(const struct argp_state *state, const char *option, const char *text) {
    enum { MOST = 1000000 }; /* so that it fits, as milliseconds too */
    char *end;
    double seconds = strtod(text, &end);
    bool is_in_range = seconds >= 0.001 && seconds <= MOST; /* what is no number is not */
    if (end == text || *end || !is_in_range)
        argp_failure(state, CANNOT, 0, "%s needs seconds from 0.001 to %d, not '%s'", option, MOST, text);
    return (unsigned)(seconds * 1000);
}
