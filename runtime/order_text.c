/* Reads order files: the grammar of order_text.h. Pure. */
#include "order_reader.h"

#include <stdlib.h>
#include <string.h>

static const char checkpoint_kinds[][9] = {
    [VALDI__BEFORE_TEXT] = "before",   [VALDI__AFTER_TEXT] = "after",
    [VALDI__AT_TEXT] = "at",           [VALDI__STARTED_TEXT] = "started",
    [VALDI__BLOCKED_TEXT] = "blocked", [VALDI__FINISHED_TEXT] = "finished"};
enum { KIND_COUNT = sizeof checkpoint_kinds / sizeof *checkpoint_kinds };

/* ---- checkpoints ---- */

static bool read_at_name(struct valdi__words *words, struct valdi__checkpoint_text *checkpoint) {
    const char *what = checkpoint->kind == VALDI__AT_TEXT ? "the name of a marker" : "the name of a function";
    if (!valdi__reader_take_numbered(words, what, &checkpoint->name, &checkpoint->nth))
        return false;
    if (valdi__words_has(words, "inside")) {
        valdi__reader_skip(words);
        if (!valdi__reader_take(words, "the name of a function", &checkpoint->inside))
            return false;
    }
    if (!valdi__words_has(words, "when"))
        return true;
    valdi__reader_skip(words);
    return valdi__condition_read(words, checkpoint);
}

/* first: of its line, whose first word might have been meant to be something else. */
static bool read_checkpoint(struct valdi__reader *reader, struct valdi__checkpoint_text *checkpoint,
                            bool first) {
    struct valdi__words *words = &reader->words;
    struct valdi__word word;
    unsigned kind = 0;
    if (!valdi__words_take(words, VALDI__BY_BLANK, &word) ||
        !valdi__reader_keep(words, &word, "a starter", &checkpoint->starter))
        return false;
    checkpoint->at = valdi__word_spot(words, &word);
    if (!valdi__reader_knows(reader, &word, checkpoint->starter, first && !word.is_quoted) ||
        !valdi__words_take(words, VALDI__BY_BLANK, &word))
        return false;
    while (kind < KIND_COUNT && !valdi__word_is(&word, checkpoint_kinds[kind]))
        kind++;
    if (kind == KIND_COUNT)
        return valdi__words_expected(words, &word, "before, after, at, started, blocked or finished");
    checkpoint->kind = kind;
    return kind > VALDI__AT_TEXT || read_at_name(words, checkpoint);
}

/* What may follow it in its line. */
static const char *describe_rest(const struct valdi__checkpoint_text *checkpoint) {
    return checkpoint->term_count               ? "and, \"<\" or the end of the line"
           : checkpoint->inside                 ? "when, \"<\" or the end of the line"
           : checkpoint->kind <= VALDI__AT_TEXT ? "inside, when, \"<\" or the end of the line"
                                                : "\"<\" or the end of the line";
}

/* ---- lines of the order ---- */

static struct valdi__line_text *add_line(struct valdi__reader *reader, enum valdi__line_kind kind) {
    struct valdi__order_text *order = reader->order;
    struct valdi__line_text *lines =
        valdi__reader_grow(&reader->words, order->lines, order->line_count, sizeof *lines);
    if (!lines)
        return NULL;
    order->lines = lines;
    lines[order->line_count].kind = kind;
    return &lines[order->line_count++];
}

/* Whether the order may have that too: it is a sequence or partial, and only a sequence has pauses. */
static bool check_mixture(struct valdi__reader *reader, bool is_constraint) {
    struct valdi__words *words = &reader->words;
    bool is_partial = reader->order->is_partial;
    if (reader->first_step && is_constraint != is_partial)
        return valdi__words_fail(words, words->at,
                                 "expected a %s, as line %u is one: an order has steps or constraints",
                                 is_partial ? "constraint" : "step", reader->first_step);
    if (is_constraint && (reader->first_pause || reader->recorded))
        return valdi__words_fail(words, words->at, "expected a step, as line %u is for a sequence of steps",
                                 reader->first_pause ? reader->first_pause : reader->recorded);
    return true;
}

/* Behind the checkpoint of a step, or behind the first of a constraint: the others. What is then in one constraint and
 * first in the next is read twice. */
static bool read_constraints(struct valdi__reader *reader, struct valdi__line_text *line) {
    struct valdi__words *words = &reader->words;
    line->kind = VALDI__CONSTRAINT_TEXT;
    reader->order->is_partial = true;
    for (;;) {
        valdi__reader_skip(words);
        const char *then = words->at;
        if (!read_checkpoint(reader, &line->then, false))
            return false;
        if (!valdi__words_has(words, "<"))
            return valdi__reader_end(words, describe_rest(&line->then));
        words->at = then;
        if (!(line = add_line(reader, VALDI__CONSTRAINT_TEXT)) ||
            !read_checkpoint(reader, &line->first, false))
            return false;
        line->at = line->first.at;
    }
}

static bool read_step(struct valdi__reader *reader) {
    struct valdi__words *words = &reader->words;
    struct valdi__line_text *line = add_line(reader, VALDI__STEP_TEXT);
    const char *start = words->at;
    if (!line || !read_checkpoint(reader, &line->first, true))
        return false;
    line->at = line->first.at;
    bool is_constraint = valdi__words_has(words, "<");
    const char *next = words->at;
    words->at = start;
    if (!check_mixture(reader, is_constraint))
        return false;
    words->at = next;
    if (!reader->first_step)
        reader->first_step = words->number;
    return is_constraint ? read_constraints(reader, line)
                         : valdi__reader_end(words, describe_rest(&line->first));
}

static bool read_pause(struct valdi__reader *reader, const char *start) {
    struct valdi__words *words = &reader->words;
    struct valdi__line_text *line = add_line(reader, VALDI__PAUSE_TEXT);
    if (!line)
        return false;
    line->at = (struct valdi__spot_text){words->number, (unsigned)(start - words->line) + 1};
    reader->first_pause = reader->first_pause ? reader->first_pause : words->number;
    if (reader->order->is_partial)
        return valdi__words_fail(words, start,
                                 "expected a constraint: an order of constraints has no pauses");
    return valdi__reader_take(words, "a name for the pause", &line->pause) &&
           valdi__reader_end(words, "the end of the line");
}

/* ---- other statements ---- */

static bool check_first(struct valdi__words *words, const char *start, const char *what, unsigned *line) {
    if (*line)
        return valdi__words_fail(words, start, "expected one line \"%s\" only: there is line %u", what,
                                 *line);
    *line = words->number;
    return true;
}

static bool read_expect(struct valdi__reader *reader, const char *start) {
    static const valdi_verdict verdicts[] = {VALDI_HELD, VALDI_UNREACHED, VALDI_INFEASIBLE, VALDI_DIED,
                                             VALDI_STALLED};
    static const char names[][11] = {"held", "unreached", "infeasible", "died", "stalled"};
    struct valdi__words *words = &reader->words;
    struct valdi__word word;
    unsigned i = 0;
    if (!check_first(words, start, "expect", &reader->expect) ||
        !valdi__words_take(words, VALDI__BY_BLANK, &word))
        return false;
    while (i < sizeof verdicts / sizeof *verdicts && !valdi__word_is(&word, names[i]))
        i++;
    if (i == sizeof verdicts / sizeof *verdicts)
        return valdi__words_expected(words, &word, "held, unreached, infeasible, died or stalled");
    reader->order->expected = verdicts[i];
    return valdi__reader_end(words, "the end of the line");
}

static bool read_recorded(struct valdi__reader *reader, const char *start) {
    struct valdi__words *words = &reader->words;
    struct valdi__word word;
    if (!check_first(words, start, "recorded", &reader->recorded))
        return false;
    if (reader->order->is_partial)
        return valdi__words_fail(words, start, "expected a constraint: a recording is a sequence of steps");
    reader->order->is_recorded = true;
    for (;;) {
        if (!valdi__words_take(words, VALDI__BY_BLANK, &word))
            return false;
        if (word.start == word.end)
            return true;
        char ***list = valdi__word_is(&word, "only") ? &reader->order->only : &reader->order->except;
        if (list == &reader->order->except && !valdi__word_is(&word, "except"))
            return valdi__words_expected(words, &word, "only, except or the end of the line");
        if (!valdi__words_take(words, VALDI__BY_BLANK, &word))
            return false;
        if (valdi__word_is_empty(&word))
            return valdi__words_expected(words, &word, "a pattern for names");
        if (!valdi__reader_add(words, list, &word))
            return false;
    }
}

/* ---- files ---- */

static bool read_statement(struct valdi__reader *reader) {
    struct valdi__words *words = &reader->words;
    const char *start = words->at;
    bool declares = valdi__words_has(words, "starter"), pauses = valdi__words_has(words, "pause"),
         expects = valdi__words_has(words, "expect"), records = valdi__words_has(words, "recorded");
    if (!declares && !pauses && !expects && !records)
        return read_step(reader);
    valdi__reader_skip(words);
    return declares  ? valdi__reader_declare(reader)
           : pauses  ? read_pause(reader, start)
           : expects ? read_expect(reader, start)
                     : read_recorded(reader, start);
}

bool valdi__order_text_read(struct valdi__order_text *order, const char *file, const char *text, size_t size,
                            const char *const given[], char complaint[VALDI__COMPLAINT]) {
    struct valdi__reader reader = {.order = order, .given = given};
    *order = (struct valdi__order_text){.expected = VALDI_HELD};
    valdi__words_begin(&reader.words, file, text, size, complaint);
    bool good = (order->file = strdup(file)) || valdi__words_no_memory(&reader.words);
    while (good && valdi__words_next_line(&reader.words))
        good = read_statement(&reader);
    if (!*complaint && !reader.first_step) {
        reader.words.line = reader.words.line_end; /* nothing there is wrong, and not to be shown */
        valdi__words_fail(&reader.words, reader.words.line,
                          "expected a step or a constraint: the order is empty");
    }
    if (!*complaint)
        return true;
    valdi__order_text_free(order);
    return false;
}

static void checkpoint_free(struct valdi__checkpoint_text *checkpoint) {
    free(checkpoint->starter);
    free(checkpoint->name);
    free(checkpoint->inside);
    for (size_t i = 0; i < checkpoint->term_count; i++) {
        free(checkpoint->terms[i].name);
        free(checkpoint->terms[i].text);
    }
    free(checkpoint->terms);
}

static void list_free(char **list) {
    for (char **text = list; text && *text; text++)
        free(*text);
    free(list);
}

void valdi__order_text_free(struct valdi__order_text *order) {
    for (size_t i = 0; i < order->starter_count; i++) {
        struct valdi__starter_text *starter = &order->starters[i];
        free(starter->name);
        free(starter->what);
        free(starter->of);
        list_free(starter->arguments);
    }
    for (size_t i = 0; i < order->line_count; i++) {
        checkpoint_free(&order->lines[i].first);
        checkpoint_free(&order->lines[i].then);
        free(order->lines[i].pause);
    }
    free(order->file);
    free(order->starters);
    free(order->lines);
    list_free(order->only);
    list_free(order->except);
    *order = (struct valdi__order_text){0};
}
