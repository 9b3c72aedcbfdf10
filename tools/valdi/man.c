/* Manual pages out of the table of commands. Dated by SOURCE_DATE_EPOCH if that is set, so that builds can be repeated. */
#include "man.h"

#include "help.h"
#include "options.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- text ---- */

/* What has a meaning in roff, and what roff would make typographic. */
static void put_character(FILE *out, char c) {
    static const struct {
        char plain;
        const char *escaped;
    } table[] = {{'\\', "\\e"},  {'\'', "\\(aq"}, {'`', "\\(ga"},
                 {'^', "\\(ha"}, {'~', "\\(ti"},  {'-', "\\-"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (c == table[i].plain) {
            fputs(table[i].escaped, out);
            return;
        }
    fputc(c, out);
}

static void put_escaped(FILE *out, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        put_character(out, text[i]);
}

/* A dot there would make the line a request. */
static void start_line(FILE *out, const char *text) {
    fputs(*text == '.' ? "\\&" : "", out);
}

static void put_font(FILE *out, char font, const char *text, size_t length) {
    fprintf(out, "\\f%c", font);
    put_escaped(out, text, length);
    fputs("\\fR", out);
}

/* Whether the text has the word, as a whole. */
static bool has_word(const char *text, const char *word, size_t length) {
    for (const char *at = text; at && *at; at++)
        if (!strncmp(at, word, length) && (at == text || !isalnum((unsigned char)at[-1])) &&
            !isalnum((unsigned char)at[length]))
            return true;
    return false;
}

/* What is being written, and of what. */
struct page {
    FILE *out;
    const struct command *command; /* or NULL: valdi itself */
};

/* Whether the word stands for what a user puts in: PROGRAM, GLOB. */
static bool is_placeholder(const struct page *page, const char *word, size_t length) {
    bool is_one = false;
    if (!page->command || length < 2 || !isupper((unsigned char)word[0]) || !isupper((unsigned char)word[1]))
        return false;
    struct option_list options = options_of(page->command);
    for (size_t i = 0; i < options.count; i++)
        is_one = is_one || has_word(options.list[i].argument, word, length);
    options_free(&options);
    return is_one || has_word(page->command->argp->args_doc, word, length);
}

/* One line; options in it are bold, placeholders italic. */
static void put_words(const struct page *page, const char *text, size_t length) {
    FILE *out = page->out;
    for (size_t i = 0, size; i < length; i += size) {
        const char *word = text + i;
        for (size = 0; i + size < length && (isalnum((unsigned char)word[size]) || strchr("-_", word[size]));)
            size++;
        if (size > 2 && !strncmp(word, "--", 2))
            put_font(out, 'B', word, size);
        else if (is_placeholder(page, word, size))
            put_font(out, 'I', word, size);
        else
            put_escaped(out, word, size = size ? size : 1);
    }
}

static void put_line(const struct page *page, const char *text, size_t length) {
    start_line(page->out, text);
    put_words(page, text, length);
}

/* Paragraphs with empty lines between them; lines that start with blanks stay as they are. */
static void put_prose(const struct page *page, const char *text, size_t length) {
    FILE *out = page->out;
    bool is_kept = false;
    for (size_t i = 0, size; i < length; i += size + 1) {
        const char *line = text + i, *end = memchr(line, '\n', length - i);
        size = end ? (size_t)(end - line) : length - i;
        bool keeps = *line == ' ' || (is_kept && !size);
        if (keeps != is_kept)
            fputs(keeps ? ".nf\n" : ".fi\n", out);
        is_kept = keeps;
        if (!size && !keeps)
            fputs(".PP", out);
        else
            put_line(page, line, size);
        fputc('\n', out);
    }
    if (is_kept)
        fputs(".fi\n", out);
}

static void put_sentence(const struct page *page, const char *text) {
    size_t length = strlen(text);
    put_line(page, text, length);
    fputs(length && text[length - 1] == '.' ? "\n" : ".\n", page->out);
}

/* ---- sections ---- */

static void put_head(FILE *out, const char *name, const char *summary) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    char date[32];
    strftime(date, sizeof date, "%Y-%m-%d", gmtime(&now));
    fputs(".TH ", out);
    for (const char *c = name; *c; c++)
        put_character(out, toupper((unsigned char)*c));
    fprintf(out, " 1 %s \"%s\" Valdi\n.SH NAME\n", date, help_version);
    put_escaped(out, name, strlen(name));
    fprintf(out, " \\- %s\n.SH SYNOPSIS\n", summary);
}

static void put_synopsis(const struct page *page) {
    const struct command *command = page->command;
    FILE *out = page->out;
    const char *line = command->argp->args_doc ? command->argp->args_doc : "";
    for (const char *end; line; line = end ? end + 1 : NULL) {
        end = strchr(line, '\n');
        if (line != command->argp->args_doc && *line)
            fputs(".br\n", out);
        fprintf(out, ".B valdi %s\n[\\fIOPTION\\fR...]", command->name);
        fputs(*line ? " " : "", out);
        put_words(page, line, end ? (size_t)(end - line) : strlen(line));
        fputc('\n', out);
    }
}

static void put_spelling(FILE *out, const struct option_text *option) {
    const char letter[] = {'-', option->letter, 0};
    if (option->letter)
        put_font(out, 'B', letter, 2);
    if (option->letter && option->name)
        fputs(", ", out);
    if (option->name) {
        fputs("\\fB\\-\\-", out);
        put_escaped(out, option->name, strlen(option->name));
        fputs("\\fR", out);
    }
    if (!option->argument)
        return;
    fputs(option->is_optional ? "[" : "", out);
    fputs(option->name ? "=" : " ", out);
    put_font(out, strchr(option->argument, '|') ? 'R' : 'I', option->argument, strlen(option->argument));
    fputs(option->is_optional ? "]" : "", out);
}

static void put_option(const struct page *page, const struct option_text *option, size_t aliases) {
    fputs(".TP\n", page->out);
    put_spelling(page->out, option);
    for (size_t i = 1; i <= aliases; i++) {
        fputs(", ", page->out);
        put_spelling(page->out, &option[i]);
    }
    fputc('\n', page->out);
    put_sentence(page, option->doc ? option->doc : "");
}

static void put_options(const struct page *page) {
    struct option_list options = options_of(page->command);
    fputs(".SH OPTIONS\n", page->out);
    for (size_t i = 0, aliases; i < options.count; i += 1 + aliases) {
        const struct option_text *option = &options.list[i];
        for (aliases = 0; i + 1 + aliases < options.count && option[1 + aliases].is_alias;)
            aliases++;
        if (option->is_heading)
            fprintf(page->out, ".SS %.*s\n", (int)strcspn(option->doc, ":"), option->doc);
        else if (!option->is_hidden)
            put_option(page, option, aliases);
    }
    options_free(&options);
}

static void put_status(FILE *out) {
    fputs(".SH EXIT STATUS\n"
          ".TP\n0\nAll is as expected.\n"
          ".TP\n1\nSomething is not as expected.\n"
          ".TP\n2\nThe command line is wrong, or something cannot be read or written.\n",
          out);
}

static void put_example(FILE *out, const char *example) {
    for (const char *line = example; *line;) {
        size_t length = strcspn(line, "\n");
        start_line(out, line);
        put_escaped(out, line, length);
        fputc('\n', out);
        line += length + (line[length] == '\n');
    }
}

static void put_see_also(FILE *out, const struct command *but) {
    fputs(".SH SEE ALSO\n", out);
    if (but)
        fputs(".BR valdi (1),\n", out);
    for (size_t i = 0; commands[i]; i++)
        if (commands[i] != but)
            fprintf(out, ".BR valdi\\-%s (1),\n", commands[i]->name);
    fputs(".BR valdi\\-clang (1),\n.BR valdi\\-order (5)\n", out);
}

/* ---- pages ---- */

void man_write_command(FILE *out, const struct command *command) {
    const char *doc = command->argp->doc ? command->argp->doc : "", *behind = strchr(doc, '\v');
    const struct page page = {out, command};
    char name[64];
    snprintf(name, sizeof name, "valdi-%s", command->name);
    put_head(out, name, command->summary);
    put_synopsis(&page);
    fputs(".SH DESCRIPTION\n", out);
    put_prose(&page, doc, behind ? (size_t)(behind - doc) : strlen(doc));
    put_options(&page);
    if (behind) {
        fputs(".SH NOTES\n", out);
        put_prose(&page, behind + 1, strlen(behind + 1));
    }
    put_status(out);
    fputs(".SH EXAMPLES\n.nf\n", out);
    put_example(out, command->example);
    fputs(".fi\n", out);
    put_see_also(out, command);
}

void man_write_overview(FILE *out) {
    const struct page page = {out, NULL};
    put_head(out, "valdi", help_purpose);
    fputs(".B valdi\n\\fICOMMAND\\fR [\\fIARGUMENT\\fR...]\n.SH DESCRIPTION\n", out);
    put_prose(&page, help_description, strlen(help_description));
    fputs(".SH COMMANDS\n", out);
    for (size_t i = 0; commands[i]; i++)
        fprintf(out, ".TP\n.BR valdi\\-%s (1)\n%s\n", commands[i]->name, commands[i]->summary);
    fputs(".SH OPTIONS\n"
          ".TP\n\\fB\\-h\\fR, \\fB\\-\\-help\\fR\nList the commands.\n"
          ".TP\n\\fB\\-V\\fR, \\fB\\-\\-version\\fR\nShow the version.\n",
          out);
    put_status(out);
    fputs(".SH EXAMPLES\n.nf\n", out);
    for (size_t i = 0; commands[i]; i++)
        put_example(out, commands[i]->example);
    fputs(".fi\n", out);
    put_see_also(out, NULL);
}
