/* Values by the descriptions of site.def: class [ name ] TAB [ type ] LF. These come from another process: they end
 * somewhere, and more is not known. */
#include "values.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* As valdi_hit_integer() has it: of the word only the value's own bits count. */
static char *write_word(char class, uint64_t word) {
    switch (class) {
    case 'b':
        return xstrdup(word & 1 ? "true" : "false");
    case 'c':
        return xasprintf("%d", (int8_t)word);
    case 'C':
        return xasprintf("%u", (uint8_t)word);
    case 's':
        return xasprintf("%d", (int16_t)word);
    case 'S':
        return xasprintf("%u", (uint16_t)word);
    case 'i':
        return xasprintf("%d", (int32_t)word);
    case 'I':
        return xasprintf("%u", (uint32_t)word);
    case 'l':
        return xasprintf("%lld", (long long)word);
    case 'L':
        return xasprintf("%llu", (unsigned long long)word);
    default:
        return word ? xasprintf("0x%llx", (unsigned long long)word) : xstrdup("NULL");
    }
}

void values_add(struct trace_event *event, const struct log_event *hit) {
    bool is_result = hit->site->kind == VALDI_AFTER;
    const char *line = valdi_site_text(hit->site->texts, is_result ? VALDI_RESULT_TEXT : VALDI_ARGUMENTS);
    for (uint32_t i = 0; *line && i < hit->word_count; line++) {
        size_t name = strcspn(line + 1, "\t\n");
        if (*line != '-') {
            char *label = is_result ? xstrdup("result") : xasprintf("%.*s", (int)name, line + 1);
            char *text = write_word(*line, hit->words[i++]);
            trace_add_value(event, label, text);
            free(label);
            free(text);
        }
        line += strcspn(line, "\n");
        if (!*line)
            return;
    }
}
