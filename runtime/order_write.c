/* Writes order files, so that they read the same. Pure. */
#include "order_words.h"

#include <string.h>

/* What a word that is not quoted must not have, besides blanks, quotes and what is no text. */
#define STARTER_SIGNS "#=/"
#define NAME_SIGNS "#/"
#define WORD_SIGNS "#"
#define VALUE_SIGNS "#=!<>"

static bool is_plain(const char *text, const char *signs) {
    static const char *const keywords[] = {"starter", "pause", "expect", "recorded", "<", "="};
    const char *end = text + strlen(text);
    for (unsigned i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (!strcmp(text, keywords[i]))
            return false;
    for (const char *c = text; c < end; c += valdi__character_size(c, end))
        if ((unsigned char)*c <= ' ' || *c == '"' || *c == 0x7f || strchr(signs, *c) ||
            !valdi__character_size(c, end))
            return false;
    return text < end;
}

static void write_escaped(FILE *out, const char *text) {
    const char *end = text + strlen(text);
    while (text < end) {
        size_t size = valdi__character_size(text, end);
        if (*text == '"' || *text == '\\')
            fprintf(out, "\\%c", *text);
        else if (*text == '\n' || *text == '\t')
            fputs(*text == '\n' ? "\\n" : "\\t", out);
        else if (!size || (unsigned char)*text < ' ' || *text == 0x7f)
            fprintf(out, "\\x%02x", (unsigned char)*text);
        else
            fwrite(text, 1, size, out);
        text += size ? size : 1;
    }
}

static void write_quoted(FILE *out, const char *text) {
    fputc('"', out);
    write_escaped(out, text);
    fputc('"', out);
}

static void write_name(FILE *out, const char *text, const char *signs) {
    if (is_plain(text, signs))
        fputs(text, out);
    else
        write_quoted(out, text);
}

static void write_term(FILE *out, const struct valdi__term *term) {
    static const char *const signs[] = {
        [VALDI__EQUAL] = "==",   [VALDI__UNEQUAL] = "!=", [VALDI__LESS] = "<",
        [VALDI__AT_MOST] = "<=", [VALDI__GREATER] = ">",  [VALDI__AT_LEAST] = ">="};
    write_name(out, term->name, VALUE_SIGNS);
    fprintf(out, " %s ", signs[term->comparison]);
    if (term->text)
        write_quoted(out, term->text);
    else if (term->is_huge)
        fprintf(out, "%llu", (unsigned long long)term->integer);
    else
        fprintf(out, "%lld", term->integer);
}

void valdi__condition_write(FILE *out, const struct valdi__checkpoint_text *checkpoint) {
    for (size_t i = 0; i < checkpoint->term_count; i++) {
        fputs(i ? " and " : "", out);
        write_term(out, &checkpoint->terms[i]);
    }
}

void valdi__checkpoint_text_write(FILE *out, const struct valdi__checkpoint_text *checkpoint) {
    static const char *const words[] = {
        [VALDI__BEFORE_TEXT] = "before",   [VALDI__AFTER_TEXT] = "after",
        [VALDI__AT_TEXT] = "at",           [VALDI__STARTED_TEXT] = "started",
        [VALDI__BLOCKED_TEXT] = "blocked", [VALDI__FINISHED_TEXT] = "finished"};
    write_name(out, checkpoint->starter, STARTER_SIGNS);
    fprintf(out, " %s", words[checkpoint->kind]);
    if (!checkpoint->name)
        return;
    fputc(' ', out);
    write_name(out, checkpoint->name, NAME_SIGNS);
    if (checkpoint->nth)
        fprintf(out, "/%u", checkpoint->nth);
    if (checkpoint->inside) {
        fputs(" inside ", out);
        write_name(out, checkpoint->inside, NAME_SIGNS);
    }
    if (checkpoint->term_count) {
        fputs(" when ", out);
        valdi__condition_write(out, checkpoint);
    }
}

void valdi__starter_text_write(FILE *out, const struct valdi__starter_text *starter) {
    if (starter->kind == VALDI__PROCESS_TEXT) {
        fputs("process", out);
        for (char **argument = starter->arguments; *argument; argument++) {
            fputc(' ', out);
            write_name(out, *argument, WORD_SIGNS);
        }
        return;
    }
    bool is_thread = starter->kind == VALDI__THREAD_TEXT;
    fputs(is_thread ? "thread " : "child ", out);
    write_name(out, starter->what, is_thread ? NAME_SIGNS : WORD_SIGNS);
    if (starter->ordinal != 1 || strcmp(starter->what, "main"))
        fprintf(out, "/%u", starter->ordinal);
    if (starter->of) {
        fputs(" of ", out);
        write_name(out, starter->of, STARTER_SIGNS);
    }
}

static void write_line(FILE *out, const struct valdi__line_text *line) {
    if (line->kind == VALDI__PAUSE_TEXT) {
        fputs("pause ", out);
        write_name(out, line->pause, WORD_SIGNS);
    } else {
        valdi__checkpoint_text_write(out, &line->first);
    }
    if (line->kind == VALDI__CONSTRAINT_TEXT) {
        fputs(" < ", out);
        valdi__checkpoint_text_write(out, &line->then);
    }
    fputc('\n', out);
}

static void write_patterns(FILE *out, const char *word, char **patterns) {
    for (char **pattern = patterns; pattern && *pattern; pattern++) {
        fprintf(out, " %s ", word);
        write_name(out, *pattern, WORD_SIGNS);
    }
}

void valdi__order_text_write(FILE *out, const struct valdi__order_text *order) {
    static const char *const verdicts[] = {[VALDI_HELD] = "held",
                                           [VALDI_UNREACHED] = "unreached",
                                           [VALDI_INFEASIBLE] = "infeasible",
                                           [VALDI_DIED] = "died",
                                           [VALDI_STALLED] = "stalled"};
    for (size_t i = 0; i < order->starter_count; i++) {
        fputs("starter ", out);
        write_name(out, order->starters[i].name, STARTER_SIGNS);
        fputs(" = ", out);
        valdi__starter_text_write(out, &order->starters[i]);
        fputc('\n', out);
    }
    if (order->is_recorded) {
        fputs("recorded", out);
        write_patterns(out, "only", order->only);
        write_patterns(out, "except", order->except);
        fputc('\n', out);
    }
    fputs(order->starter_count || order->is_recorded ? "\n" : "", out);
    for (size_t i = 0; i < order->line_count; i++)
        write_line(out, &order->lines[i]);
    fprintf(out, "\nexpect %s\n", verdicts[order->expected]);
}
