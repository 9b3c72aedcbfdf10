/* Values by the descriptions of site.def: class [ name ] TAB [ type ] LF. These come from another process: they end
 * somewhere, and more is not known. */
#include "values.h"

#include "../../runtime/recording.h"
#include "memory.h"

#include <stdio.h>
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

/* In quotes, with dots if there may be more of it. */
static char *quote(const char *text) {
    char *all = NULL;
    size_t size;
    FILE *out = open_memstream(&all, &size);
    fputc('"', out);
    for (const char *c = text; *c; c++)
        if (*c == '"' || *c == '\\')
            fprintf(out, "\\%c", *c);
        else if (*c == '\n')
            fputs("\\n", out);
        else if ((unsigned char)*c < ' ')
            fprintf(out, "\\x%02x", *c);
        else
            fputc(*c, out);
    fputs(strlen(text) < VALDI__TEXT ? "\"" : "...\"", out);
    fclose(out);
    return all;
}

/* The text that a value points to; NULL if none was recorded. */
static const char *find_text(const struct log_event *hit, unsigned number) {
    const char *end = hit->texts + hit->text_size;
    for (const char *text = hit->texts; text < end; text += strlen(text) + 1)
        if ((unsigned char)*text == number)
            return text + 1;
    return NULL;
}

static char *write_value(const struct log_event *hit, char class, unsigned i) {
    const char *text = class == 'p' ? find_text(hit, i + 1) : NULL;
    return text ? quote(text) : write_word(class, hit->words[i]);
}

void values_add(struct trace_event *event, const struct log_event *hit) {
    bool is_result = hit->site->kind == VALDI_AFTER;
    const char *line = valdi_site_text(hit->site->texts, is_result ? VALDI_RESULT_TEXT : VALDI_ARGUMENTS);
    for (uint32_t i = 0; *line && i < hit->word_count; line++) {
        size_t name = strcspn(line + 1, "\t\n");
        if (*line != '-') {
            char *label = is_result ? xstrdup("result") : xasprintf("%.*s", (int)name, line + 1);
            char *text = write_value(hit, *line, i++);
            trace_add_value(event, label, text);
            free(label);
            free(text);
        }
        line += strcspn(line, "\n");
        if (!*line)
            return;
    }
}

enum trace_kind hit_kind(uint32_t site_kind) {
    return site_kind == VALDI_BEFORE ? TRACE_BEFORE : site_kind == VALDI_AFTER ? TRACE_AFTER : TRACE_AT;
}

struct trace_event *hit_add(struct trace *trace, const struct log_event *hit, int starter, unsigned nth,
                            uint64_t began) {
    struct trace_event *event = trace_add_event(trace, hit_kind(hit->site->kind), starter, hit->site->name);
    event->nth = nth;
    event->file = xstrdup(valdi_site_text(hit->site->texts, VALDI_FILE));
    event->line = hit->site->line;
    event->unwound = hit->site->flags & VALDI_UNWOUND;
    event->time = hit->time > began ? hit->time - began : 0;
    values_add(event, hit);
    return event;
}
