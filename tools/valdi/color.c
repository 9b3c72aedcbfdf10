/* Whether to write in colour: what the user says, else the environment (no-color.org), else the stream. */
#include "color.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool color_read(const char *word, enum color_when *when) {
    static const char *const words[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"};
    *when = COLOR_ALWAYS;
    if (!word)
        return true;
    for (enum color_when w = COLOR_AUTO; w <= COLOR_NEVER; w++)
        if (!strcmp(word, words[w])) {
            *when = w;
            return true;
        }
    return false;
}

bool color_wanted(FILE *out, enum color_when when) {
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (when != COLOR_AUTO)
        return when == COLOR_ALWAYS;
    return !(none && *none) && terminal && strcmp(terminal, "dumb") && isatty(fileno(out));
}
