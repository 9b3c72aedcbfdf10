/* Sites, and what their hits bring, in the memory of whichever process has them. What another process
 * shows is checked before it is used as a record of ours. */
#include "runtime.h"

#include <ctype.h>
#include <string.h>
#include <unistd.h>

/* As much as can be read of it, up to size bytes. */
static size_t read_some(uint32_t process, uint64_t address, char *to, size_t size) {
    size_t done = 0, page = (size_t)sysconf(_SC_PAGESIZE);
    while (done < size) {
        size_t rest = page - (address + done) % page, more = size - done < rest ? size - done : rest;
        if (!valdi__memory_read(process, address + done, to + done, more))
            break;
        done += more;
    }
    return done;
}

/* "class [ name ] TAB [ type ] LF", line by line. */
static bool describes_values(const char *text) {
    for (const char *end; *text; text = end + 1) {
        const char *tab = strchr(text, '\t');
        end = strchr(text, '\n');
        if (!end || !tab || tab > end || tab == text || !strchr("pcsilCSILb-", *text))
            return false;
    }
    return true;
}

/* Whether all texts are there, and of the form they are read in. */
static bool is_whole(const struct valdi__spot *spot) {
    const char *text = spot->texts, *end = spot->texts + sizeof spot->texts;
    for (int place = 0; place < VALDI_SITE_TEXT_COUNT; place++) {
        if (!memchr(text, 0, end - text))
            return false;
        if ((place == VALDI_ARGUMENTS || place == VALDI_RESULT_TEXT) && !describes_values(text))
            return false;
        text += strlen(text) + 1;
        if (text >= end)
            return false;
    }
    return true;
}

bool valdi__spot_read(struct valdi__spot *spot, uint32_t process, uint64_t site) {
    memset(spot, 0, sizeof *spot);
    if (!site || !valdi__memory_read(process, site, &spot->site, sizeof spot->site))
        return false;
    read_some(process, site + (uint64_t)(int64_t)spot->site.texts, spot->texts, sizeof spot->texts - 1);
    spot->site.texts = offsetof(struct valdi__spot, texts) - offsetof(struct valdi__spot, site);
    return spot->site.format == VALDI_FORMAT && spot->site.kind >= VALDI_BEFORE &&
           spot->site.kind <= VALDI_MARKER && is_whole(spot);
}

const char *valdi__text_read(uint32_t process, uint64_t address, char *text, size_t size) {
    size_t length = address ? read_some(process, address, text, size - 1) : 0;
    text[length] = 0;
    return text;
}
